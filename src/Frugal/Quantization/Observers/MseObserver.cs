namespace Frugal.Quantization;

/// <summary>
/// The range with the smallest mean squared quantisation error: the whole range seen is shrunk towards zero in a hundred steps
/// (Nagel et al. 2021, "A White Paper on Neural Network Quantization", equation 16). Clipping a few outliers pays off where it gives
/// all others a finer grid.
/// </summary>
public sealed class MseObserver : Observer
{
    internal const int Candidates = 100;

    private readonly QuantizationFormat format;
    private readonly GrowingHistogram histogram = new();

    /// <summary>Creates an observer for values that will lie on a grid of <paramref name="format"/>; null for uint8.</summary>
    public MseObserver(QuantizationFormat? format = null) => this.format = format ?? QuantizationFormat.UInt8;

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

            return Enumerable.Range(1, Candidates).Select(Shrunk).Reverse().MinBy(Error);   // among equal errors the widest range
        }
    }

    /// <inheritdoc/>
    public override void Observe(ReadOnlySpan<float> values) => histogram.Add(values);

    private ValueRange Shrunk(int step) => new(histogram.Min * step / Candidates, histogram.Max * step / Candidates);

    /// <summary>The squared error summed over all numbers, each taken at the centre of its bin.</summary>
    private double Error(ValueRange range)
    {
        var parameters = format.Parameters(range);
        var zero = (int)Math.Floor(-histogram.Left(0) / histogram.Width);
        double error = 0;
        for (var bin = 0; bin < GrowingHistogram.Bins; bin++)
        {
            var count = histogram.Counts[bin] - (bin == zero ? histogram.Zeros : 0);   // zero is exact on every grid
            if (count > 0)
            {
                var middle = (float)(histogram.Left(bin) + histogram.Width / 2);
                var lost = (double)middle - parameters.Dequantize(format.Quantize(middle, parameters));
                error += count * lost * lost;
            }
        }

        return error;
    }
}
