using Frugal.Onnx;

namespace Frugal.Quantization;

/// <summary>
/// Static post-training quantisation: weights to int8, activations to uint8 on grids that are determined by running the model on
/// sample data. The result is an ordinary ONNX model with QuantizeLinear and DequantizeLinear (QDQ), arranged so that ONNX Runtime fuses them
/// into int8 kernels.
/// </summary>
public static class StaticQuantizer
{
    /// <summary>Quantises <paramref name="model"/>, which is not changed.</summary>
    /// <param name="model">A float32 model of opset 11 or later, from any tool.</param>
    /// <param name="data">Sample inputs.</param>
    /// <param name="options">How to quantise; null for the defaults.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <exception cref="FrugalException">No batch, nothing that can be quantised, numbers that are not finite, or a model that ONNX Runtime refuses.</exception>
    public static QuantizationResult Quantize(OnnxModel model, CalibrationData data, QuantizationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        return PlannedModel.Create(model, data, options ?? new QuantizationOptions(), cancellation).Write();
    }
}
