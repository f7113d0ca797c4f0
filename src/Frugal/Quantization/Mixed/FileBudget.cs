using Frugal.Measuring;
using Frugal.Onnx;

namespace Frugal.Quantization;

/// <summary>A choice of bits with which a model's file fits a budget.</summary>
/// <param name="Options">The options with a choice for each layer.</param>
/// <param name="File">The resulting size of the file.</param>
/// <param name="Met">Whether that is within the budget; if not, all weights have 4 bits and no smaller file is known.</param>
public sealed record FileBudgetChoice(QuantizationOptions Options, ByteSize File, bool Met);

/// <summary>Mixed precision for a whole file: data other than weights takes bytes too, and only the written file shows how many.</summary>
public static class FileBudget
{
    private const int Attempts = 4;

    /// <summary>Keeps 8 bits where they matter most, within <paramref name="budget"/>.</summary>
    /// <param name="model">A float32 model.</param>
    /// <param name="data">Sample inputs, read from the beginning several times.</param>
    /// <param name="budget">Maximum size of the file.</param>
    /// <param name="options">How to quantise; null for the defaults.</param>
    /// <param name="cancellation">Ends the work between two layers.</param>
    /// <exception cref="FrugalException">The errors of <see cref="SensitivityAnalysis"/> and <see cref="StaticQuantizer"/>.</exception>
    public static FileBudgetChoice Fit(OnnxModel model, CalibrationData data, ByteSize budget, QuantizationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new QuantizationOptions();
        var layers = SensitivityAnalysis.Measure(model, data, options, cancellation);
        var weights = budget;
        for (var attempt = 1; ; attempt++)
        {
            var choice = MixedPrecision.Choose(layers, weights);
            var chosen = options with { LayerBits = choice.LayerBits };
            var file = new ByteSize(StaticQuantizer.Quantize(model, data.Take(1), chosen, cancellation).Model.ToBytes().Length);   // ranges do not affect the size
            if (file <= budget || !choice.Met || attempt == Attempts)
            {
                return new FileBudgetChoice(chosen, file, file <= budget);
            }

            weights = new ByteSize(Math.Max(0, choice.Weights.Bytes - (file.Bytes - budget.Bytes)));
        }
    }
}
