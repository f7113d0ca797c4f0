namespace Frugal.Gguf;

/// <summary>How much of a file is stored in one type.</summary>
/// <param name="Type">The number format.</param>
/// <param name="Tensors">The number of tensors.</param>
/// <param name="Weights">The number of their weights.</param>
/// <param name="Bytes">The number of their bytes, without padding.</param>
public sealed record GgufTypeUse(GgufType Type, int Tensors, long Weights, long Bytes)
{
    /// <summary>Bits per weight, with scales and minimums.</summary>
    public double BitsPerWeight => 8.0 * Bytes / Weights;
}
