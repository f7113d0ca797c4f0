namespace Frugal.Pruning;

/// <summary>
/// A prefix code that is defined by the lengths of its words alone: words of the same length count upwards in the order of their symbols
/// (Huffman 1952; canonical form: Schwartz and Kallick 1964). Lengths are limited to 16 bits by package-merge (Larmore and
/// Hirschberg 1990), which gives Huffman's optimum if its longest word has at most 16 bits.
/// </summary>
internal sealed class CanonicalHuffman
{
    private const int LongestWord = 16;
    private const int LengthBits = 5;
    private const int CountBits = 16;

    private readonly int[] lengths;
    private readonly uint[] words;

    private CanonicalHuffman(int[] lengths)
    {
        this.lengths = lengths;
        words = new uint[lengths.Length];
        var next = 0u;
        for (var length = 1; length <= LongestWord; length++)
        {
            for (var symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] == length)
                {
                    words[symbol] = next++;
                }
            }

            next <<= 1;
        }
    }

    /// <summary>The length of each symbol's word in bits; 0 for a symbol that does not occur.</summary>
    public IReadOnlyList<int> Lengths => lengths;

    /// <summary>The optimal code for symbols 0 .. n - 1 with these counts; n is at most 65,535, and at least one count is above 0.</summary>
    public static CanonicalHuffman Of(IReadOnlyList<long> counts)
    {
        var present = Enumerable.Range(0, counts.Count).Where(symbol => counts[symbol] > 0).OrderBy(symbol => counts[symbol]).ToList();
        var lengths = new int[counts.Count];
        if (present.Count == 1)
        {
            lengths[present[0]] = 1;   // a word of 0 bits could not be decoded
            return new CanonicalHuffman(lengths);
        }

        // Each level pairs the packages of the level below and adds the symbols again; a symbol's word length is how often it is taken at the top.
        var coins = present.Select(symbol => new Coin(counts[symbol], [symbol])).ToList();
        var level = coins;
        for (var bit = 1; bit < LongestWord; bit++)
        {
            level = [.. coins.Concat(level.Chunk(2).Where(pair => pair.Length == 2).Select(pair => pair[0].With(pair[1]))).OrderBy(coin => coin.Weight)];
        }

        foreach (var symbol in level.Take(2 * present.Count - 2).SelectMany(coin => coin.Symbols))
        {
            lengths[symbol]++;
        }

        return new CanonicalHuffman(lengths);
    }

    /// <summary>Reads a code from its table.</summary>
    /// <exception cref="InvalidDataException">The lengths do not form a prefix code.</exception>
    public static CanonicalHuffman Read(BitReader bits)
    {
        var lengths = new int[bits.Read(CountBits)];
        var sum = 0L;
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            lengths[symbol] = (int)bits.Read(LengthBits);
            sum += lengths[symbol] is > 0 and <= LongestWord ? 1L << LongestWord - lengths[symbol] : lengths[symbol] == 0 ? 0 : throw new InvalidDataException("a code word is too long");
        }

        return sum is > 0 and <= 1L << LongestWord ? new CanonicalHuffman(lengths) : throw new InvalidDataException("the lengths do not form a prefix code");
    }

    /// <summary>Writes the table: the number of symbols and the length of each word.</summary>
    public void Write(BitWriter bits)
    {
        bits.Write((uint)lengths.Length, CountBits);
        foreach (var length in lengths)
        {
            bits.Write((uint)length, LengthBits);
        }
    }

    public void Encode(int symbol, BitWriter bits) => bits.Write(words[symbol], lengths[symbol]);

    /// <exception cref="InvalidDataException">The bits are not a word of this code.</exception>
    public int Decode(BitReader bits)
    {
        // Canonical decoding: the words of each length are consecutive numbers.
        var (word, first, before) = (0u, 0u, 0);
        for (var length = 1; length <= LongestWord; length++)
        {
            word = word << 1 | bits.Read(1);
            var count = CountOf[length];
            if (word - first < count)
            {
                return Ordered[before + (int)(word - first)];
            }

            first = first + count << 1;
            before += (int)count;
        }

        throw new InvalidDataException("a code word is unknown");
    }

    private uint[] CountOf => field ??= [.. Enumerable.Range(0, LongestWord + 1).Select(length => length == 0 ? 0u : (uint)lengths.Count(l => l == length))];

    private int[] Ordered => field ??= [.. Enumerable.Range(0, lengths.Length).Where(symbol => lengths[symbol] > 0).OrderBy(symbol => lengths[symbol]).ThenBy(symbol => symbol)];

    private readonly record struct Coin(long Weight, int[] Symbols)
    {
        public Coin With(Coin other) => new(Weight + other.Weight, [.. Symbols, .. other.Symbols]);
    }
}
