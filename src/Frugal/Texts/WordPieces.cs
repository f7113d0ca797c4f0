using System.Text;
using Microsoft.ML.Tokenizers;

namespace Frugal.Texts;

/// <summary>
/// Splits texts into the word pieces of a BERT vocabulary (Schuster and Nakajima 2012, "Japanese and Korean voice search"; Devlin et al. 2019), lower case
/// and without accents, by Microsoft.ML.Tokenizers.
/// </summary>
public sealed class WordPieces
{
    private readonly BertTokenizer tokenizer;
    private readonly int end;

    private WordPieces(BertTokenizer tokenizer) => (this.tokenizer, end) = (tokenizer, tokenizer.SeparatorTokenId);

    /// <summary>Reads a vocabulary.</summary>
    /// <param name="vocabulary">A file with one token per line, the padding first, as <c>ModelLibrary.GetVocabulary</c> returns.</param>
    /// <exception cref="FrugalException">The file cannot be read, or is no vocabulary of BERT's.</exception>
    public static WordPieces Load(string vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        try
        {
            using var lines = File.OpenRead(vocabulary);
            return Load(lines, vocabulary);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FrugalException($"{vocabulary}: it cannot be read as a vocabulary ({cause.Message.ReplaceLineEndings(" ")}). Give a file with one token per line.", cause);
        }
    }

    /// <summary>Word pieces of a vocabulary in memory, such as a model's metadata.</summary>
    /// <param name="vocabulary">The tokens in the order of their numbers: [PAD] first, and [UNK], [CLS], [SEP] and [MASK] among them.</param>
    /// <param name="source">The vocabulary's origin, for messages.</param>
    /// <exception cref="FrugalException">They are not a vocabulary of BERT's.</exception>
    public static WordPieces Of(IReadOnlyList<string> vocabulary, string source)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(source);
        using var lines = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', vocabulary)));
        return Load(lines, source);
    }

    private static WordPieces Load(Stream lines, string source)
    {
        try
        {
            var tokenizer = BertTokenizer.Create(lines, new BertOptions { RemoveNonSpacingMarks = true, PreTokenizer = new WordsAndSigns() });
            return tokenizer.PaddingTokenId == 0
                ? new WordPieces(tokenizer)
                : throw new FrugalException($"{source}: its padding is token {tokenizer.PaddingTokenId}. It has to be the first line.");
        }
        catch (Exception cause) when (cause is IOException or ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FrugalException($"{source}: it cannot be read as a vocabulary ({cause.Message.ReplaceLineEndings(" ")}). Give a file with one token per line.", cause);
        }
    }

    /// <summary>The tokens of a text, from [CLS] to [SEP]; a longer text loses its end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">The maximum number of tokens, at least 2.</param>
    public long[] Encode(string text, int length = 128) => Array.ConvertAll(Numbers(text, length), number => (long)number);

    /// <summary>The words and signs of a text as the vocabulary spells them, before they are cut into pieces.</summary>
    internal IEnumerable<string> Words(string text)
    {
        var plain = WithoutAccents(text);
        var normal = tokenizer.Normalizer?.Normalize(plain) ?? plain;
        return tokenizer.PreTokenizer!.PreTokenize(normal).Select(part => normal.Substring(part.Offset, part.Length));
    }

    /// <summary>The same as 32-bit numbers.</summary>
    internal int[] Numbers(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        var numbers = tokenizer.EncodeToIds(WithoutAccents(text));
        var kept = new int[Math.Min(numbers.Count, length)];
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = numbers[i];
        }

        if (numbers.Count > length)
        {
            kept[^1] = end;
        }

        return kept;
    }

    /// <summary>The tokenizer's own removal of accents does nothing where globalisation is invariant.</summary>
    private static string WithoutAccents(string text) => text.AsSpan().ContainsAnyInRange('\u00c0', '\u036f')
        ? string.Concat(text.Where(letter => letter is < '\u0300' or > '\u036f').Select(LatinLetters.WithoutAccent))
        : text;

    /// <summary>The texts' tokens in one row each (N, L), padded with 0 to the longest.</summary>
    /// <returns>The rows one after another, and their length L.</returns>
    public static (long[] Tokens, int Length) Pad(IReadOnlyList<long[]> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var length = texts.Count == 0 ? 0 : texts.Max(text => text.Length);
        var rows = new long[texts.Count * length];
        for (var i = 0; i < texts.Count; i++)
        {
            texts[i].CopyTo(rows, i * length);
        }

        return (rows, length);
    }

    /// <summary>Cuts a text at white space, and around every sign that is no part of a word: punctuation, as BERT does, and symbols, among them emoji.</summary>
    private sealed class WordsAndSigns : PreTokenizer
    {
        public override IEnumerable<(int Offset, int Length)> PreTokenize(string text)
        {
            ArgumentNullException.ThrowIfNull(text);
            return Cut(text);
        }

        public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => Cut(text.ToString());

        private static List<(int Offset, int Length)> Cut(string text)
        {
            var parts = new List<(int Offset, int Length)>();
            var (place, start) = (0, -1);
            foreach (var rune in text.EnumerateRunes())
            {
                var (space, sign) = (Rune.IsWhiteSpace(rune), Rune.IsPunctuation(rune) || Rune.IsSymbol(rune));
                if ((space || sign) && start >= 0)
                {
                    parts.Add((start, place - start));
                    start = -1;
                }

                if (sign)
                {
                    parts.Add((place, rune.Utf16SequenceLength));
                }
                else if (!space && start < 0)
                {
                    start = place;
                }

                place += rune.Utf16SequenceLength;
            }

            if (start >= 0)
            {
                parts.Add((start, place - start));
            }

            return parts;
        }
    }
}
