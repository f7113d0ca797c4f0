using System.Text;

namespace Labs.MakeItSmall.Grader;

/// <summary>Bits as the grader writes and reads them.</summary>
internal static class Coding
{
    public static byte[] Encode(byte[] symbols, string[] codes)
    {
        var digits = new StringBuilder();
        Array.ForEach(symbols, symbol => digits.Append(codes[symbol]));
        digits.Append('0', (8 - digits.Length % 8) % 8);
        return [.. digits.ToString().Chunk(8).Select(byteDigits => Convert.ToByte(new string(byteDigits), 2))];
    }

    /// <summary>The symbols; fewer than <paramref name="count"/> where the bytes end before.</summary>
    public static byte[] Decode(byte[] packed, int count, string[] codes)
    {
        // A tree in an array: two places for each node, the next node or minus the symbol minus 1.
        var tree = new List<int[]> { new int[2] };
        for (var symbol = 0; symbol < codes.Length; symbol++)
        {
            var node = 0;
            for (var i = 0; i < codes[symbol].Length; i++)
            {
                var side = codes[symbol][i] - '0';
                if (i == codes[symbol].Length - 1)
                {
                    tree[node][side] = -symbol - 1;
                }
                else
                {
                    if (tree[node][side] <= 0)
                    {
                        tree.Add(new int[2]);
                        tree[node][side] = tree.Count - 1;
                    }

                    node = tree[node][side];
                }
            }
        }

        var (symbols, at) = (new List<byte>(count), 0);
        for (var place = 0; place < packed.Length * 8 && symbols.Count < count; place++)
        {
            var next = tree[at][packed[place / 8] >> (7 - place % 8) & 1];
            if (next < 0)
            {
                symbols.Add((byte)(-next - 1));
            }

            at = Math.Max(next, 0);
        }

        return [.. symbols];
    }
}
