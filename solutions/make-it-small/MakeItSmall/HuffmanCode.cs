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
#if SOLUTION
        var codes = new string[counts.Length];
        Array.Fill(codes, "");
        var nodes = new PriorityQueue<int[], long>();
        for (var symbol = 0; symbol < counts.Length; symbol++)
        {
            if (counts[symbol] > 0)
            {
                nodes.Enqueue([symbol], counts[symbol]);
            }
        }

        if (nodes.Count == 1)
        {
            codes[nodes.Peek()[0]] = "0";
        }

        while (nodes.Count > 1)
        {
            nodes.TryDequeue(out var left, out var few);
            nodes.TryDequeue(out var right, out var more);
            Array.ForEach(left!, symbol => codes[symbol] = "0" + codes[symbol]);
            Array.ForEach(right!, symbol => codes[symbol] = "1" + codes[symbol]);
            nodes.Enqueue([.. left!, .. right!], few + more);
        }

        return codes;
#else
        throw new NotImplementedException("Task 8 - Huffman's code. Hint: PriorityQueue<int[], long> holds the symbols below each node; joining two nodes puts a digit before the codes of their symbols.");
#endif
    }

    /// <summary>
    /// The codes of the symbols one after the other, as bytes: the first digit is the highest bit of the first byte (value 128), and the last byte is filled up with zeros. Seven digits
    /// or fewer take one byte; no symbols take none.
    /// </summary>
    public static byte[] Encode(byte[] symbols, string[] codes)
    {
#if SOLUTION
        var packed = new byte[(symbols.Sum(symbol => (long)codes[symbol].Length) + 7) / 8];
        var place = 0;
        foreach (var symbol in symbols)
        {
            foreach (var digit in codes[symbol])
            {
                packed[place / 8] |= (byte)((digit - '0') << (7 - place % 8));
                place++;
            }
        }

        return packed;
#else
        throw new NotImplementedException("Task 8 - the bits. Hint: count the digits first; digit number p belongs into byte p / 8, bit 7 - p % 8.");
#endif
    }

    /// <summary>The symbols back from the bytes of <see cref="Encode"/>.</summary>
    /// <param name="packed">The bytes.</param>
    /// <param name="count">The number of symbols: the zeros at the end are not any.</param>
    /// <param name="codes">The codes of <see cref="Codes"/>.</param>
    public static byte[] Decode(byte[] packed, int count, string[] codes)
    {
#if SOLUTION
        var symbols = new byte[count];
        var known = codes.Index().Where(code => code.Item.Length > 0).ToDictionary(code => code.Item, code => (byte)code.Index);
        var lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> digits = stackalloc char[256];
        var (place, length) = (0, 0);
        for (var done = 0; done < count;)
        {
            digits[length++] = (packed[place / 8] >> (7 - place % 8) & 1) == 1 ? '1' : '0';
            place++;
            if (lookup.TryGetValue(digits[..length], out var symbol))
            {
                symbols[done++] = symbol;
                length = 0;
            }
        }

        return symbols;
#else
        throw new NotImplementedException("Task 8 - the way back. Hint: collect digits until they are a code; because no code begins another one, the first match is right.");
#endif
    }
}
