namespace Frugal.Pruning;

/// <summary>The storage of one tensor in a compressed file. Everything that is needed to read the weights is counted.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Weights">Number of elements.</param>
/// <param name="Kept">Number of non-zero elements.</param>
/// <param name="CodebookBits">The codebook, or all elements as float32 if there is no codebook.</param>
/// <param name="TableBits">Tables of both Huffman codes.</param>
/// <param name="CodeBits">Encoded codebook indices.</param>
/// <param name="GapBits">Encoded distances between weights, including fillers.</param>
/// <param name="HeaderBits">Name, shape and lengths.</param>
public sealed record StoredBytes(string Name, long Weights, long Kept, long CodebookBits, long TableBits, long CodeBits, long GapBits, long HeaderBits)
{
    /// <summary>The total in bits, rounded up to whole bytes.</summary>
    public long Bits => (CodebookBits + TableBits + CodeBits + GapBits + HeaderBits + 7) / 8 * 8;
}
