namespace MakeItSmall;

/// <summary>
/// Task 8, second half: frequent numbers get short codes, rare ones long codes, and no code is the beginning of another one, so that they need no separators
/// (Huffman 1952; notebook 12, section 6).
/// </summary>
public static class HuffmanCode
{
    /// <summary>
    /// Huffman's code. Begin with one node for each symbol that occurs, its weight the count. As long as there are two nodes or more, take the two with the smallest
    /// weights away and put in a node above both, its weight their sum. A symbol's code is its way down from the last node: "0" for one side, "1" for the
    /// other. Which of the two, and which of equal weights is first, does not matter: the total of count times length is the same.
    /// </summary>
    /// <param name="counts">How often each symbol occurs; the symbol is the index. At least one count is above 0.</param>
    /// <returns>A code of "0" and "1" for each symbol: empty for one that does not occur, "0" if only one occurs.</returns>
    public static string[] Codes(long[] counts)
    {
        throw new NotImplementedException("Task 8 - Huffman's code. Hint: PriorityQueue<int[], long> holds the symbols below each node; joining two nodes puts a digit before the codes of their symbols.");
    }

    /// <summary>
    /// The codes of the symbols one after the other, as bytes: the first digit is the highest bit of the first byte (value 128), and the last byte is filled up with zeros. Seven digits
    /// or fewer take one byte; no symbols take none.
    /// </summary>
    public static byte[] Encode(byte[] symbols, string[] codes)
    {
        throw new NotImplementedException("Task 8 - the bits. Hint: count the digits first; digit number p belongs into byte p / 8, bit 7 - p % 8.");
    }

    /// <summary>The symbols back from the bytes of <see cref="Encode"/>.</summary>
    /// <param name="packed">The bytes.</param>
    /// <param name="count">The number of symbols: the zeros at the end are not any.</param>
    /// <param name="codes">The codes of <see cref="Codes"/>.</param>
    public static byte[] Decode(byte[] packed, int count, string[] codes)
    {
        throw new NotImplementedException("Task 8 - the way back. Hint: collect digits until they are a code; because no code begins another one, the first match is right.");
    }
}
