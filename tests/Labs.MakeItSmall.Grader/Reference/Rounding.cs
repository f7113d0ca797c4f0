using MakeItSmall.Kit;

namespace Labs.MakeItSmall.Grader;

/// <summary>Tasks 1, 2 and 4 as the grader does them: plainly, in double.</summary>
internal static class Rounding
{
    public static ValueRange MinMax(float[] values) => new(Math.Min(values.Min(), 0), Math.Max(values.Max(), 0));

    public static ValueRange Percentile(float[] values, double percent)
    {
        var (below, above) = (values.Any(x => x < 0), values.Any(x => x > 0));
        var cut = (100 - percent) / 100 / (below && above ? 2 : 1);
        double[] sorted = [.. values.Order().Select(x => (double)x)];
        double At(double share)
        {
            var place = share * (sorted.Length - 1);
            var (low, part) = ((int)place, place - Math.Floor(place));
            return part == 0 ? sorted[low] : sorted[low] * (1 - part) + sorted[low + 1] * part;
        }

        return new((float)(below ? Math.Min(0, At(cut)) : 0), (float)(above ? Math.Max(0, At(1 - cut)) : 0));
    }

    /// <summary>The squared error of a range on a grid of the integers 0 to <paramref name="highest"/>.</summary>
    public static double Error(float[] values, ValueRange range, int highest)
    {
        var scale = (float)(((double)range.Max - range.Min) / highest);
        var zero = Math.Round(-range.Min / scale);
        return values.Sum(x => Math.Pow(x - scale * (Math.Clamp(MathF.Round(x / scale) + zero, 0, highest) - zero), 2));
    }

    public static ValueRange Candidate(ValueRange whole, int k) => new(whole.Min * k / 100, whole.Max * k / 100);

    public static Grid Affine(ValueRange range)
    {
        var (min, max) = (Math.Min(0.0, range.Min), Math.Max(0.0, range.Max));
        var scale = (max - min) / 255;
        return scale == 0 ? new(1, 0, 0, 255) : new((float)scale, (int)Math.Round(-min / scale), 0, 255);
    }

    public static (sbyte[] Integers, float[] Scales) PerChannel(float[] weight, int channels)
    {
        var scales = weight.Chunk(weight.Length / channels).Select(own => own.Max(Math.Abs) / 127).Select(scale => scale == 0 ? 1 : scale).ToArray();
        return ([.. weight.Select((w, i) => (sbyte)Math.Round(w / scales[i / (weight.Length / channels)]))], scales);
    }

    public static int[] Bias(float[] bias, float inputScale, float[] scales) =>
        [.. bias.Zip(scales, (b, scale) => (int)Math.Clamp(Math.Round(b / ((double)inputScale * scale)), int.MinValue, int.MaxValue))];

    /// <summary>Whether a quotient lies so near a half that float and double may round it differently.</summary>
    public static bool IsTie(double quotient) => Math.Abs(quotient - Math.Floor(quotient) - 0.5) < 1e-4;

    /// <summary>The squared error of plain rounding with a symmetric grid whose largest integer is <paramref name="limit"/>.</summary>
    public static double SymmetricError(float[] weights, int limit)
    {
        var scale = (double)weights.Max(Math.Abs) / limit;
        return weights.Sum(w => Math.Pow(w - scale * Math.Clamp(Math.Round(w / scale), -limit, limit), 2));
    }

    /// <summary>Whether a pair of these weights can leave 16 bits with activations of 0 to 255.</summary>
    public static bool CanSaturate(ReadOnlySpan<sbyte> weights, int largest = 255)
    {
        for (var i = 0; i < weights.Length; i += 2)
        {
            var (a, b) = (weights[i], i + 1 < weights.Length ? weights[i + 1] : 0);
            int[] sums = [0, largest * a, largest * b, largest * (a + b)];
            if (sums.Max() > short.MaxValue || sums.Min() < short.MinValue)
            {
                return true;
            }
        }

        return false;
    }
}
