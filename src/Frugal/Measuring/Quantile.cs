namespace Frugal.Measuring;

/// <summary>Quantiles of a sample by linear interpolation between order statistics.</summary>
/// <remarks>Definition 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50(4), 1996;
/// the default of NumPy and R: h = (n - 1) p, Q(p) = x[floor h] + (h - floor h)(x[floor h + 1] - x[floor h]).</remarks>
public static class Quantile
{
    /// <summary>The quantile at <paramref name="p"/> in [0, 1] of <paramref name="sample"/>, which may be in any order.</summary>
    /// <exception cref="ArgumentException">The sample is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> lies outside [0, 1].</exception>
    public static double Of(IEnumerable<double> sample, double p) => OfSorted([.. sample.Order()], p);

    /// <summary>The median: the quantile at one half.</summary>
    public static double Median(IEnumerable<double> sample) => Of(sample, 0.5);

    /// <summary>The quantile of a sample that is in ascending order already.</summary>
    public static double OfSorted(ReadOnlySpan<double> sorted, double p)
    {
        if (sorted.IsEmpty)
        {
            throw new ArgumentException("A quantile needs at least one value.", nameof(sorted));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(p, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p, 1);
        var h = (sorted.Length - 1) * p;
        var below = (int)h;
        return below + 1 < sorted.Length ? sorted[below] + (h - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
