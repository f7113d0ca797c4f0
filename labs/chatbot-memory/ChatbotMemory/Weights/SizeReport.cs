using Frugal.Gguf;

namespace ChatbotMemory.Weights;

/// <summary>What a model's file really takes for a weight. "4-bit" files take more: scales, tensors in other types, the vocabulary.</summary>
/// <param name="Weights">Weights of all tensors.</param>
/// <param name="FileBits">Bits of the whole file per weight.</param>
/// <param name="TensorBits">Bits of the tensors alone per weight.</param>
/// <param name="ByType">Tensors of each type by the type's name: weights, and bits per weight.</param>
public sealed record SizeReport(long Weights, double FileBits, double TensorBits, IReadOnlyDictionary<string, (long Weights, double Bits)> ByType)
{
    /// <summary>Reports on a file.</summary>
    /// <exception cref="Frugal.FrugalException">The file cannot be read, or has no weights.</exception>
    public static SizeReport Of(string path)
    {
        throw new NotImplementedException("Task 4 - count the bits. Hint: GgufFile.Tensors have Weights, Bytes and Type.");
    }
}
