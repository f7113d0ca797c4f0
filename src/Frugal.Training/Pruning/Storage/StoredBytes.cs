namespace Frugal.Pruning;

/// <summary>What one tensor takes in a compressed file. Everything is counted: without any of it the weights could not be read.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Weights">How many numbers it has.</param>
/// <param name="Kept">How many of them are not 0.</param>
/// <param name="CodebookBits">The values that weights share, or every number where none is shared.</param>
/// <param name="TableBits">The tables of both Huffman codes.</param>
/// <param name="CodeBits">The coded places in the codebook.</param>
/// <param name="GapBits">The coded distances between weights, fillers included.</param>
/// <param name="HeaderBits">Name, shape and lengths.</param>
public sealed record StoredBytes(string Name, long Weights, long Kept, long CodebookBits, long TableBits, long CodeBits, long GapBits, long HeaderBits)
{
    /// <summary>All of it in bits, filled up to whole bytes.</summary>
    public long Bits => (CodebookBits + TableBits + CodeBits + GapBits + HeaderBits + 7) / 8 * 8;
}
