namespace Frugal.Quantization;

/// <summary>Finds weight scales with the smallest squared rounding error: clipping the largest weights gives the others finer steps.</summary>
internal static class MseScales
{
    private const int Shares = 60;
    private const float Smallest = 0.4f;

    /// <summary>The scale for some weights on a symmetric grid up to <paramref name="limit"/>.</summary>
    public static float Of(ReadOnlySpan<float> weights, int limit)
    {
        var largest = 0f;
        foreach (var weight in weights)
        {
            largest = Math.Max(largest, Math.Abs(weight));
        }

        if (largest == 0)
        {
            return 1;
        }

        var (best, least) = (0f, double.PositiveInfinity);
        for (var i = 0; i <= Shares; i++)
        {
            var scale = Math.Max(largest / limit * (1 - (1 - Smallest) * i / Shares), QuantizationFormat.SmallestScale);
            double error = 0;
            foreach (var weight in weights)
            {
                var lost = weight - scale * (double)Math.Clamp(MathF.Round(weight / scale), -limit, limit);
                error += lost * lost;
            }

            (best, least) = error < least ? (scale, error) : (best, least);
        }

        return best;
    }
}
