namespace Frugal.Grading.Budgets;

/// <summary>A share counted in a sample, with its confidence interval.</summary>
/// <remarks>Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22, 1927: for p = k/n and the normal
/// quantile z, (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n). It holds near 0 and 1 too, where p +- z sqrt(p(1-p)/n) does not.</remarks>
/// <param name="Share">k/n, in [0, 1].</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct WilsonInterval(double Share, double Low, double High)
{
    /// <summary>The two-sided 95% normal quantile.</summary>
    public const double Z95 = 1.959964;

    /// <summary>The two-sided 99.9% normal quantile.</summary>
    public const double Z999 = 3.290527;

    /// <summary>The interval of <paramref name="count"/> of <paramref name="total"/>.</summary>
    /// <param name="count">How many have the property, 0 to <paramref name="total"/>.</param>
    /// <param name="total">Size of the sample, at least 1.</param>
    /// <param name="z">The normal quantile of the confidence.</param>
    public static WilsonInterval Of(int count, int total, double z = Z95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, total);
        var (p, n) = ((double)count / total, (double)total);
        var middle = p + z * z / (2 * n);
        var half = z * Math.Sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        var scale = 1 + z * z / n;
        return new WilsonInterval(p, Math.Clamp((middle - half) / scale, 0, p), Math.Clamp((middle + half) / scale, p, 1));
    }
}
