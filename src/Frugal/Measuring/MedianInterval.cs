namespace Frugal.Measuring;

/// <summary>The median of a sample with a confidence interval between two of its order statistics.</summary>
/// <remarks>
/// Distribution-free: the number of values below the true median is binomial(n, 1/2), so [x(k), x(n+1-k)] covers it with probability
/// 1 - 2 P(B &lt; k). The largest k that still gives the requested confidence is used (Conover, "Practical Nonparametric Statistics", 3rd ed., 3.2;
/// Hahn and Meeker, "Statistical Intervals", 5.2). Fewer than 6 values cannot reach 95%: the whole range is returned, and
/// <see cref="Coverage"/> is the confidence reached.
/// </remarks>
/// <param name="Median">The sample's median.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
/// <param name="Coverage">The probability, in [0, 1], that such an interval contains the true median.</param>
public readonly record struct MedianInterval(double Median, double Low, double High, double Coverage)
{
    /// <summary>The confidence interval of a sample's median.</summary>
    /// <param name="sample">Independent values, in any order and unit.</param>
    /// <param name="confidence">The requested confidence, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">The sample is empty, or the confidence is out of range.</exception>
    public static MedianInterval Of(IEnumerable<double> sample, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(confidence);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(confidence, 1);
        double[] sorted = [.. sample.Order()];
        var n = sorted.Length;
        var median = Quantile.OfSorted(sorted, 0.5);

        // Walk up the binomial's lower tail: below is P(B < k) for the k-th smallest value, k = 1, 2, ...
        var term = Math.Pow(0.5, n);
        var below = term;
        var k = 1;
        while (k + 1 <= n / 2 && 2 * (below + term * (n - k + 1) / k) <= 1 - confidence)
        {
            term = term * (n - k + 1) / k;
            below += term;
            k++;
        }

        return new MedianInterval(median, sorted[k - 1], sorted[n - k], 1 - 2 * below);
    }

    /// <summary>Whether <paramref name="value"/> lies in the interval, its ends included.</summary>
    public bool Contains(double value) => Low <= value && value <= High;
}
