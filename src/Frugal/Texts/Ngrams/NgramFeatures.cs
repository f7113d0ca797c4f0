namespace Frugal.Texts;

/// <summary>
/// The features of a text as rows of a hashed table (Joulin et al., "Bag of tricks for efficient text classification", 2017; Weinberger et al., "Feature
/// hashing for large scale multitask learning", 2009): words, sequences of words, and sequences of letters of each word between <c>&lt;</c> and <c>&gt;</c>.
/// Case and accents do not count; each emoji or other sign is a word.
/// </summary>
internal sealed class NgramFeatures(NgramClassifierOptions options)
{
    private readonly List<int> rows = [];
    private readonly List<ulong> words = [];
    private char[] word = new char[64];

    /// <summary>The rows, with repetitions; valid until the next call.</summary>
    public List<int> Of(ReadOnlySpan<char> text)
    {
        rows.Clear();
        words.Clear();
        var length = 0;
        foreach (var character in text)
        {
            var letter = char.IsLetterOrDigit(character) || char.IsSurrogate(character);
            if (!letter)
            {
                Word(length);
                length = 0;
                continue;
            }

            if (length + 3 > word.Length)
            {
                Array.Resize(ref word, 2 * word.Length);
            }

            word[++length] = char.ToLowerInvariant(LatinLetters.WithoutAccent(character));
        }

        Word(length);
        Sequences();
        return rows;
    }

    private void Word(int length)
    {
        if (length == 0)
        {
            return;
        }

        (word[0], word[length + 1]) = ('<', '>');
        var whole = word.AsSpan(0, length + 2);
        words.Add(TextHash.Of(whole));
        for (var size = options.ShortestNgram; size <= options.LongestNgram; size++)
        {
            for (var at = 0; at + size <= whole.Length && size < whole.Length; at++)
            {
                rows.Add(Row(TextHash.Of(whole.Slice(at, size))));
            }
        }
    }

    private void Sequences()
    {
        for (var first = 0; first < words.Count; first++)
        {
            ulong joined = 0;
            for (var last = first; last < words.Count && last - first < options.WordNgrams; last++)
            {
                joined = last == first ? words[last] : TextHash.Join(joined, words[last]);
                rows.Add(Row(joined));
            }
        }
    }

    private int Row(ulong hash) => (int)(hash >> 32) & (options.Buckets - 1);
}
