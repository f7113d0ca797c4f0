namespace Frugal.Quantization;

/// <summary>
/// Clips the most extreme values: the share <c>1 - percentile / 100</c> of all values, half of it at each end if there are both signs;
/// without negative values, the whole share is clipped at the upper end.
/// </summary>
public sealed class PercentileObserver : Observer
{
    /// <summary>One value in a thousand is clipped.</summary>
    public const double DefaultPercentile = 99.9;

    private readonly double percentile;
    private readonly GrowingHistogram histogram = new();

    /// <summary>Creates an observer that keeps <paramref name="percentile"/> percent of the values.</summary>
    /// <param name="percentile">Above 50, up to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public PercentileObserver(double percentile = DefaultPercentile)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(percentile, 50);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percentile, 100);
        this.percentile = percentile;
    }

    /// <inheritdoc/>
    public override ValueRange Range
    {
        get
        {
            if (!histogram.IsFinite)
            {
                return new(float.NaN, float.NaN);
            }

            if (histogram.Total == 0)
            {
                return default;
            }

            var (below, above) = (histogram.Min < 0, histogram.Max > 0);
            var clipped = histogram.Total * (1 - percentile / 100) / (below && above ? 2 : 1);
            return new(below ? Lower(clipped) : histogram.Min, above ? Upper(clipped) : histogram.Max);
        }
    }

    /// <inheritdoc/>
    public override void Observe(ReadOnlySpan<float> values) => histogram.Add(values);

    private float Lower(double clipped)
    {
        var bin = 0;
        for (var sum = histogram.Counts[0]; sum <= clipped && bin < GrowingHistogram.Bins - 1; sum += histogram.Counts[bin])
        {
            bin++;
        }

        return Math.Max(histogram.Min, (float)histogram.Left(bin));
    }

    private float Upper(double clipped)
    {
        var bin = GrowingHistogram.Bins - 1;
        for (var sum = histogram.Counts[bin]; sum <= clipped && bin > 0; sum += histogram.Counts[bin])
        {
            bin--;
        }

        return Math.Min(histogram.Max, (float)histogram.Left(bin + 1));
    }
}
