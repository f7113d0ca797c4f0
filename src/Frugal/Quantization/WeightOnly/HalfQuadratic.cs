namespace Frugal.Quantization;

/// <summary>
/// Half-quadratic quantisation (Badri and Shaji 2023, "Half-Quadratic Quantization of Large Machine Learning Models"): finds the grid with the
/// smallest <c>sum |w - grid(w)|^p</c>, p = 0.7, which tolerates a few large errors. Alternately, an error term is shrunk
/// (equation 4) and the grid is fitted to the weights without it.
/// </summary>
/// <remarks>
/// The paper fits a real zero point. ONNX Runtime's fast product needs an integer: here the scale is fitted (by least squares), for each of
/// several integer zero points and initial scales.
/// </remarks>
internal static class HalfQuadratic
{
    /// <summary>The exponent p of the error norm.</summary>
    internal const float P = 0.7f;

    private const int Iterations = 20;
    private const double FirstBeta = 10, BetaGrowth = 1.01;
    private static readonly float[] FirstScales = [1, 0.9f, 0.8f, 0.7f, 0.6f];

    /// <summary>The grid of one block.</summary>
    public static QuantizationParameters Grid(ReadOnlySpan<float> weights)
    {
        var widest = BlockwiseWeight.MinMax(weights);
        var (best, least) = (widest, Loss(weights, widest));
        foreach (var share in FirstScales)
        {
            for (var shift = -1; shift <= 1; shift++)
            {
                var zero = Math.Clamp(widest.ZeroPoint + shift, QuantizationFormat.UInt4.QMin, QuantizationFormat.UInt4.QMax);
                var (grid, loss) = Fit(weights, new QuantizationParameters(widest.Scale * share, zero));
                (best, least) = loss < least ? (grid, loss) : (best, least);
            }
        }

        return best;
    }

    /// <summary>The sum of |w - grid(w)|^p.</summary>
    internal static double Loss(ReadOnlySpan<float> weights, QuantizationParameters grid)
    {
        double loss = 0;
        foreach (var weight in weights)
        {
            loss += Math.Pow(Math.Abs(weight - grid.Dequantize(QuantizationFormat.UInt4.Quantize(weight, grid))), P);
        }

        return loss;
    }

    /// <summary>The generalised soft threshold, equation 4: <c>sign(x) max(0, |x| - |x|^(p-1) / beta)</c>.</summary>
    internal static double Shrink(double x, double beta) =>
        x == 0 ? 0 : Math.Sign(x) * Math.Max(0, Math.Abs(x) - Math.Pow(Math.Abs(x), P - 1) / beta);

    private static (QuantizationParameters Grid, double Loss) Fit(ReadOnlySpan<float> weights, QuantizationParameters grid)
    {
        // Relative to the scale, so that beta means the same for weights of any size.
        var (best, least, unit) = (grid, Loss(weights, grid), grid.Scale);
        var beta = FirstBeta;
        for (var i = 0; i < Iterations; i++, beta *= BetaGrowth)
        {
            double product = 0, squares = 0;
            foreach (var weight in weights)
            {
                var steps = QuantizationFormat.UInt4.Quantize(weight, grid) - grid.ZeroPoint;
                var error = Shrink((weight - (double)grid.Scale * steps) / unit, beta) * unit;
                product += (weight - error) * steps;
                squares += (double)steps * steps;
            }

            var scale = (float)(product / squares);
            if (!(scale > QuantizationFormat.SmallestScale))
            {
                break;
            }

            grid = grid with { Scale = scale };
            var loss = Loss(weights, grid);
            if (loss >= least)
            {
                break;
            }

            (best, least) = (grid, loss);
        }

        return (best, least);
    }
}
