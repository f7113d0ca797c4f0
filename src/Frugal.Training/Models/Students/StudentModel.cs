using Frugal.Architectures;
using Frugal.Onnx;
using Frugal.Quantization;
using Frugal.Training;

namespace Frugal.Models;

/// <summary>A trained student with its vocabulary. Dispose it to free the network.</summary>
/// <param name="Recipe">The recipe that trained it.</param>
/// <param name="Network">The network after the last epoch, in evaluation mode.</param>
/// <param name="Vocabulary">The tokens in the order of their numbers.</param>
/// <param name="History">All epochs in order.</param>
public sealed record StudentModel(StudentRecipe Recipe, TextArchitecture Network, IReadOnlyList<string> Vocabulary, IReadOnlyList<TextEpoch> History) : IDisposable
{
    /// <summary>The network as a float32 model; its metadata hold the classes and the vocabulary, so that <see cref="Texts.TextModel"/> opens it.</summary>
    public OnnxModel ToOnnx() => OnnxExporter.Export(Network, [OnnxExporter.AnyLength], new OnnxExportOptions
    {
        InputName = "input_ids",
        Metadata = new ModelMetadata { Name = Recipe.Name, Dataset = Recipe.Dataset, Classes = Recipe.Classes, Vocabulary = Vocabulary, MaximumTokens = Network.Length },
    });

    /// <summary>The same in int8: products of matrices with activations on a grid that is computed at every run, and the token embeddings.</summary>
    public OnnxModel ToInt8() => DynamicQuantizer.Quantize(ToOnnx(), new QuantizationOptions { Embeddings = true }).Model;

    /// <summary>Frees the network.</summary>
    public void Dispose() => Network.Dispose();
}
