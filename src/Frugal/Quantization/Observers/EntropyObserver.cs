namespace Frugal.Quantization;

/// <summary>
/// The threshold T at which clipping to [-T, T] and quantising loses least information: of all thresholds the one with the smallest
/// Kullback-Leibler divergence between the distribution of |x| clipped at T and the same in quantised steps
/// (Migacz, "8-bit Inference with TensorRT", GTC 2017).
/// </summary>
public sealed class EntropyObserver : Observer
{
    /// <summary>Number of bins of |x| in the threshold search.</summary>
    private const int Bins = 2048;

    /// <summary>The share of the uniform distribution that is mixed into Q, so that a bin with only outliers has a high but finite cost.</summary>
    private const double Smoothing = 1e-4;

    private readonly GrowingHistogram histogram = new();

    /// <inheritdoc/>
    public override ValueRange Range
    {
        get
        {
            if (!histogram.IsFinite)
            {
                return new(float.NaN, float.NaN);
            }

            if (histogram.Total == histogram.Zeros)
            {
                return default;
            }

            // One-sided values use all 256 steps; two-sided values use half of them for each sign.
            var steps = histogram.Min < 0 && histogram.Max > 0 ? 128 : 256;
            var (magnitudes, width) = Magnitudes();
            var threshold = (float)(Threshold(magnitudes, steps) * width);
            return new(Math.Max(histogram.Min, -threshold), Math.Min(histogram.Max, threshold));
        }
    }

    /// <inheritdoc/>
    public override void Observe(ReadOnlySpan<float> values) => histogram.Add(values);

    /// <summary>The number of leading bins to keep: the count with the smallest KL(P || Q). P is the first bins, with all later counts added to the last; Q is the first
    /// bins merged into steps, spread over the non-empty bins and smoothed.</summary>
    /// <remarks>All non-empty bins of a step have the same q, so that sum p log(p / q) = sum p log p - sum over the steps (p of the step) log q: running sums give both
    /// parts of a step, and a threshold costs one logarithm per step instead of one per bin.</remarks>
    internal static int Threshold(ReadOnlySpan<double> bins, int steps)
    {
        var (mass, information, filled) = (new double[bins.Length + 1], new double[bins.Length + 1], new int[bins.Length + 1]);
        for (var i = 0; i < bins.Length; i++)
        {
            mass[i + 1] = mass[i] + bins[i];
            information[i + 1] = information[i] + Information(bins[i]);
            filled[i + 1] = filled[i] + (bins[i] > 0 ? 1 : 0);
        }

        var best = bins.Length;
        var least = double.PositiveInfinity;
        for (var kept = steps; kept <= bins.Length; kept++)
        {
            var divergence = mass[kept] > 0 ? Divergence(bins[kept - 1], kept) : double.PositiveInfinity;
            if (divergence < least)
            {
                (best, least) = (kept, divergence);
            }
        }

        return best;

        // Times the number of values, and without the part that is the same for all thresholds.
        double Divergence(double last, int kept)
        {
            var (inside, rest) = (mass[kept], Smoothing / kept);
            var beyond = mass[^1] - inside;
            var cross = last > 0 || beyond == 0 ? 0 : beyond * Math.Log(rest);   // an empty last bin gets what lies beyond, and only the smoothing's share
            for (var step = 0; step < steps; step++)
            {
                var (from, to) = ((int)((long)step * kept / steps), (int)((long)(step + 1) * kept / steps));
                if (filled[to] - filled[from] is var some and > 0)
                {
                    var sum = mass[to] - mass[from];
                    cross += (sum + (step == steps - 1 && last > 0 ? beyond : 0)) * Math.Log((1 - Smoothing) * sum / some / inside + rest);
                }
            }

            return information[kept] - Information(last) + Information(last + beyond) - cross;
        }
    }

    private static double Information(double count) => count > 0 ? count * Math.Log(count) : 0;

    /// <summary>The histogram of |x| up to its maximum, with bins as wide as the observer's or a whole multiple.</summary>
    private (double[] Counts, double Width) Magnitudes()
    {
        var largest = Math.Max(Math.Abs((double)histogram.Min), Math.Abs((double)histogram.Max));
        var width = histogram.Width;
        while (largest / width >= Bins)
        {
            width *= 2;
        }

        var counts = new double[Bins];
        for (var bin = 0; bin < GrowingHistogram.Bins; bin++)
        {
            if (histogram.Counts[bin] > 0)
            {
                var middle = Math.Abs(histogram.Left(bin) + histogram.Width / 2);
                counts[Math.Min(Bins - 1, (int)(middle / width))] += histogram.Counts[bin];
            }
        }

        counts[0] -= histogram.Zeros;   // zero is exact on every grid; ReLU's peak at zero would only pull the threshold down
        return (counts[..Math.Min(Bins, (int)(largest / width) + 1)], width);
    }
}
