namespace Frugal.Quantization;

/// <summary>Moves quantised weights under <see cref="PairBound"/> at the least squared error. Scales stay as they are.</summary>
internal static class SafeWeights
{
    /// <summary>Changes the integers in place where their format asks for it.</summary>
    /// <param name="node">The layer, for the report.</param>
    /// <param name="weight">The real numbers, in the same order.</param>
    /// <param name="quantized">Them, rounded.</param>
    /// <param name="pairs">Which two share a sum; null where the kernel pairs nothing.</param>
    /// <param name="bound">What two may sum to.</param>
    /// <returns>What it cost; null for formats without a bound.</returns>
    public static WeightRounding? Fit(string node, ReadOnlySpan<float> weight, QuantizedWeight quantized, PairLayout? pairs, PairBound bound)
    {
        if (!quantized.Format.BoundsPairs)
        {
            return null;
        }

        var plain = Noise(weight, quantized);
        var moved = pairs is null ? 0 : Move(weight, quantized, pairs, bound);
        return new WeightRounding(node, pairs is null ? 0 : (long)pairs.Rows * pairs.PairsPerRow, moved)
        {
            ExactSqnr = Decibels(weight, plain),
            SafeSqnr = Decibels(weight, moved == 0 ? plain : Noise(weight, quantized)),
            SevenSqnr = Decibels(weight, SevenBits(weight, quantized)),
        };
    }

    /// <summary>
    /// Gives every scale back a weight at the grid's end where moving took all of them, so that <c>max|w| / qmax</c> finds the scale again: the end stays in the pair whose other weight is smallest, and that
    /// one gives way.
    /// </summary>
    public static void KeepEnds(QuantizedWeight moved, sbyte[] before, PairLayout pairs, bool perRow)
    {
        var (integers, end) = (moved.Integers, moved.Format.QMax);
        for (var scale = 0; scale < (perRow ? pairs.Rows : 1); scale++)
        {
            var places = (from row in perRow ? Enumerable.Repeat(scale, 1) : Enumerable.Range(0, pairs.Rows)
                          from pair in Enumerable.Range(0, pairs.PairsPerRow)
                          let both = pairs.Pair(row, pair)
                          from place in new[] { (End: both.First, Other: both.Second), (End: both.Second, Other: both.First) }
                          where place.End >= 0 && Math.Abs((int)before[place.End]) == end
                          select place).ToArray();
            if (places.Length > 0 && places.All(place => Math.Abs((int)integers[place.End]) < end))
            {
                var (kept, other) = places.MinBy(place => Math.Abs((int)before[place.Other]));   // none is alone: what is alone was not moved
                integers[kept] = before[kept];
                integers[other] = (sbyte)(Math.Sign(before[kept]) * ((before[kept] > 0 ? PairBound.Full.Positive : PairBound.Full.Negative) - end));
            }
        }
    }

    private static long Move(ReadOnlySpan<float> weight, QuantizedWeight quantized, PairLayout pairs, PairBound bound)
    {
        var integers = quantized.Integers;
        long moved = 0;
        for (var row = 0; row < pairs.Rows; row++)
        {
            for (var pair = 0; pair < pairs.PairsPerRow; pair++)
            {
                var (first, second) = pairs.Pair(row, pair);
                if (first < 0 || second < 0 || bound.Holds(integers[first], integers[second]))
                {
                    continue;   // a number alone stays below 2^15: 255 * 127 = 32385
                }

                var (a, b) = bound.Nearest(weight[first] / (double)quantized.ScaleAt(first), weight[second] / (double)quantized.ScaleAt(second), quantized.Format.QMax);
                (integers[first], integers[second]) = ((sbyte)a, (sbyte)b);
                moved++;
            }
        }

        return moved;
    }

    private static double Noise(ReadOnlySpan<float> weight, QuantizedWeight quantized)
    {
        double sum = 0;
        for (var i = 0; i < weight.Length; i++)
        {
            var lost = weight[i] - (quantized.Integers[i] * (double)quantized.ScaleAt(i));
            sum += lost * lost;
        }

        return sum;
    }

    /// <summary>What cutting all weights to 7 bits would lose.</summary>
    private static double SevenBits(ReadOnlySpan<float> weight, QuantizedWeight quantized)
    {
        var seven = QuantizationFormat.Int8Reduced.QMax;
        double sum = 0;
        for (var i = 0; i < weight.Length; i++)
        {
            var scale = quantized.ScaleAt(i) * (double)quantized.Format.QMax / seven;
            var lost = weight[i] - (Math.Clamp(Math.Round(weight[i] / scale, MidpointRounding.ToEven), -seven, seven) * scale);
            sum += lost * lost;
        }

        return sum;
    }

    private static double Decibels(ReadOnlySpan<float> weight, double noise)
    {
        double signal = 0;
        foreach (var w in weight)
        {
            signal += w * (double)w;
        }

        return signal == 0 || noise == 0 ? double.PositiveInfinity : 10 * Math.Log10(signal / noise);
    }
}
