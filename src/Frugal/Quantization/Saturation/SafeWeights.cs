namespace Frugal.Quantization;

/// <summary>
/// Brings quantised weights within <see cref="PairBound"/> at the least squared error. Channels whose pairs already satisfy the bound are not changed. The others are tried with their scale and with larger ones, up
/// to that of 7 bits, where no pair can violate the bound: slightly less resolution for all weights can cost less than moving large pairs far. So no changed channel's error exceeds that of 7 bits.
/// </summary>
internal static class SafeWeights
{
    /// <summary>Number of scales tried between that of 8 and that of 7 bits.</summary>
    private const int Steps = 8;

    private static readonly double Widest = QuantizationFormat.Int8Safe.QMax / (double)QuantizationFormat.Int8Reduced.QMax;

    /// <summary>Changes integers and scales in place if their format requires it.</summary>
    /// <param name="node">The layer, for the report.</param>
    /// <param name="weight">The real numbers, in the same order.</param>
    /// <param name="quantized">The quantised weights.</param>
    /// <param name="pairs">Which two share a sum; null if the kernel adds no pairs.</param>
    /// <param name="bound">The bound on the sum of a pair.</param>
    /// <returns>The cost; null for formats without a bound.</returns>
    public static WeightRounding? Fit(string node, float[] weight, QuantizedWeight quantized, PairLayout? pairs, PairBound bound)
    {
        if (!quantized.Format.BoundsPairs)
        {
            return null;
        }

        var (plain, seven) = (Noise(weight, quantized), SevenBits(weight, quantized));
        var (moved, widened) = pairs is null ? default : Bound(weight, quantized, pairs, bound);
        return new WeightRounding(node, pairs is null ? 0 : (long)pairs.Rows * pairs.PairsPerRow, moved)
        {
            WidenedScales = widened,
            ExactSqnr = Decibels(weight, plain),
            SafeSqnr = Decibels(weight, moved + widened == 0 ? plain : Noise(weight, quantized)),
            SevenSqnr = Decibels(weight, seven),
        };
    }

    private static (long Moved, int Widened) Bound(float[] weight, QuantizedWeight quantized, PairLayout pairs, PairBound bound)
    {
        var rows = Enumerable.Range(0, pairs.Rows).ToLookup(row => (int)(pairs.Place(row) / quantized.Inner % quantized.Scales.Length));
        var (moved, widened) = (0L, 0);
        Parallel.ForEach(rows, group =>
        {
            int[] own = [.. group];
            if (Keeps(own, quantized.Integers, pairs, bound))
            {
                return;
            }

            var scale = quantized.Scales[group.Key];
            var (factor, _) = Enumerable.Range(0, Steps + 1).Select(step => 1 + ((Widest - 1) * step / Steps))
                .Select(factor => (factor, Lost: Error(own, weight, Wide(scale, factor), pairs, bound))).MinBy(candidate => candidate.Lost);
            quantized.Scales[group.Key] = Wide(scale, factor);
            Interlocked.Add(ref widened, factor > 1 ? 1 : 0);
            Interlocked.Add(ref moved, Write(own, weight, quantized, pairs, bound));
        });
        return (moved, widened);
    }

    private static float Wide(float scale, double factor) => (float)(scale * factor);

    private static bool Keeps(int[] rows, sbyte[] integers, PairLayout pairs, PairBound bound)
    {
        foreach (var row in rows)
        {
            for (var pair = 0; pair < pairs.PairsPerRow; pair++)
            {
                var (first, second) = pairs.Pair(row, pair);
                if (first >= 0 && second >= 0 && !bound.Holds(integers[first], integers[second]))
                {
                    return false;   // a single number satisfies the bound: 255 * 127 = 32385
                }
            }
        }

        return true;
    }

    /// <summary>The squared error of some rows with a scale, with their pairs within the bound.</summary>
    private static double Error(int[] rows, float[] weight, float scale, PairLayout pairs, PairBound bound)
    {
        double sum = 0;
        foreach (var row in rows)
        {
            for (var pair = 0; pair < pairs.PairsPerRow; pair++)
            {
                var (first, second) = pairs.Pair(row, pair);
                var (a, b) = (first < 0 ? 0 : weight[first] / (double)scale, second < 0 ? 0 : weight[second] / (double)scale);
                var (x, y) = bound.Nearest(a, b, QuantizationFormat.Int8Safe.QMax);
                sum += ((a - x) * (a - x)) + ((b - y) * (b - y));
            }
        }

        return sum * scale * scale;
    }

    /// <returns>The number of pairs that are not rounded to the nearest integers.</returns>
    private static long Write(int[] rows, float[] weight, QuantizedWeight quantized, PairLayout pairs, PairBound bound)
    {
        long moved = 0;
        foreach (var row in rows)
        {
            for (var pair = 0; pair < pairs.PairsPerRow; pair++)
            {
                var (first, second) = pairs.Pair(row, pair);
                var a = first < 0 ? 0 : weight[first] / (double)quantized.ScaleAt(first);
                var b = second < 0 ? 0 : weight[second] / (double)quantized.ScaleAt(second);
                var (x, y) = bound.Nearest(a, b, quantized.Format.QMax);
                moved += bound.Holds((int)Math.Round(a), (int)Math.Round(b)) ? 0 : 1;
                if (first >= 0)
                {
                    quantized.Integers[first] = (sbyte)x;
                }

                if (second >= 0)
                {
                    quantized.Integers[second] = (sbyte)y;
                }
            }
        }

        return moved;
    }

    private static double Noise(float[] weight, QuantizedWeight quantized)
    {
        double sum = 0;
        for (var i = 0; i < weight.Length; i++)
        {
            var lost = weight[i] - (quantized.Integers[i] * (double)quantized.ScaleAt(i));
            sum += lost * lost;
        }

        return sum;
    }

    /// <summary>The squared error of rounding all weights to 7 bits.</summary>
    private static double SevenBits(float[] weight, QuantizedWeight quantized)
    {
        var seven = QuantizationFormat.Int8Reduced.QMax;
        double sum = 0;
        for (var i = 0; i < weight.Length; i++)
        {
            var scale = Wide(quantized.ScaleAt(i), Widest);
            var lost = weight[i] - (Math.Clamp(Math.Round(weight[i] / (double)scale, MidpointRounding.ToEven), -seven, seven) * scale);
            sum += lost * lost;
        }

        return sum;
    }

    private static double Decibels(float[] weight, double noise)
    {
        var signal = weight.Sum(w => w * (double)w);
        return signal == 0 || noise == 0 ? double.PositiveInfinity : 10 * Math.Log10(signal / noise);
    }
}
