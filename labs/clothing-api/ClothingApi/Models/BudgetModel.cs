using Frugal;
using Frugal.Data;
using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Quantization;

namespace ClothingApi.Models;

/// <summary>A model for a budget of bytes that int8 alone does not meet.</summary>
public static class BudgetModel
{
    /// <summary>
    /// Quantises a model so that its file has at most <paramref name="budget"/> bytes and answers as much like the original as that allows: the course's classifier keeps at least
    /// 25 dB at 900 KB (all weights in 4 bits: 19 dB). <see cref="QuantizationOptions.LayerBits"/> stores the weights of single layers in 4 bits, by the layer's name; which ones is up
    /// to you: by the error that each adds, by its bytes, or both. Nothing is required of the speed.
    /// </summary>
    /// <param name="model">The float32 model; it is not changed.</param>
    /// <param name="training">The training set.</param>
    /// <param name="budget">The most bytes that the file may have; count the whole file, not its weights alone.</param>
    /// <exception cref="FrugalException">Not even 4 bits in every layer meet the budget; the message gives the smallest size and the budget.</exception>
    public static OnnxModel Fit(OnnxModel model, IImageDataset training, ByteSize budget)
    {
        throw new NotImplementedException("Task 6 - fit the model into a budget of bytes. Hint: SensitivityAnalysis.Measure lists the layers with their weights and errors; put WeightBits.Four into LayerBits, quantise, count ToBytes().Length, go on until it fits.");
    }
}
