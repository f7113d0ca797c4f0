using Frugal;
using Frugal.Data;
using Frugal.Onnx;
using Frugal.Quantization;

namespace ClothingApi.Models;

/// <summary>The shop's models in int8.</summary>
public static class Int8Model
{
    /// <summary>
    /// Quantises a float32 model whose normalisations are folded: weights to int8 with a scale for each output channel, activations to uint8.
    /// </summary>
    /// <param name="model">The float32 model; it is not changed.</param>
    /// <param name="training">Pictures that it was trained on, to find the activations' ranges with. All of them would take minutes.</param>
    /// <returns>The int8 model; its metadata says that it is one: <c>Format</c> "int8".</returns>
    /// <exception cref="FrugalException">A convolution or the last layer stays in float32: such a model may be slower than the one it was made of.</exception>
    public static OnnxModel Quantise(OnnxModel model, IImageDataset training)
    {
        throw new NotImplementedException("Task 4 - quantise the model, check the report, set the format. Hint: CalibrationData.FromImages gives the samples for StaticQuantizer.Quantize; 256 pictures are enough.");
    }
}
