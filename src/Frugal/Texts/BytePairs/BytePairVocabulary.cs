using System.Text.Json;

namespace Frugal.Texts;

/// <summary>
/// The tokens of a byte-pair tokenizer, and the merges that make them (Sennrich et al. 2016; on bytes: Radford et al. 2019). A token's number is its place in <see cref="Tokens"/>: special tokens first, then the
/// 256 bytes, then the merged tokens in the order of the merges.
/// </summary>
public sealed class BytePairVocabulary
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, int> numbers;

    /// <summary>Numbers the tokens. Both tokens of each merge exist before it.</summary>
    internal BytePairVocabulary(IReadOnlyList<string> specialTokens, IReadOnlyList<(string Left, string Right)> merges)
    {
        (SpecialTokens, Merges) = ([.. specialTokens], [.. merges]);
        Tokens = [.. SpecialTokens.Concat(Enumerable.Range(0, 256).Select(value => ByteAlphabet.Character((byte)value).ToString())).Concat(Merges.Select(merge => merge.Left + merge.Right)).Distinct()];
        numbers = Tokens.Select((token, number) => (token, number)).ToDictionary(pair => pair.token, pair => pair.number);
    }

    /// <summary>The tokens' names. Those of merged tokens and bytes are in GPT-2's alphabet, with one character per byte: a space is 'Ġ'.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>The tokens that are not in any text; they have the first numbers.</summary>
    public IReadOnlyList<string> SpecialTokens { get; }

    /// <summary>Which two neighbouring tokens become one, the most urgent first.</summary>
    public IReadOnlyList<(string Left, string Right)> Merges { get; }

    /// <summary>The number of a special token.</summary>
    /// <exception cref="FrugalException">There is none of this name.</exception>
    public int SpecialNumber(string name) => SpecialTokens.Contains(name) ? numbers[name] : throw BytePairErrors.UnknownSpecial(name, SpecialTokens);

    /// <summary>Reads a vocabulary that <see cref="Save"/> wrote.</summary>
    /// <exception cref="FrugalException">The file cannot be read, or is not such a vocabulary.</exception>
    public static BytePairVocabulary Load(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (JsonSerializer.Deserialize<Stored>(file, Json) is not { SpecialTokens: not null, Merges: not null } stored)
            {
                throw new JsonException("special_tokens or merges are missing");
            }

            CheckSpecials(stored.SpecialTokens);
            var known = Enumerable.Range(0, 256).Select(value => ByteAlphabet.Character((byte)value).ToString()).ToHashSet();
            return new BytePairVocabulary(stored.SpecialTokens, [.. stored.Merges.Select((merge, index) => Parse(path, known, merge, index + 1))]);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException)
        {
            throw BytePairErrors.Unreadable(path, cause);
        }
    }

    /// <summary>Writes special tokens and merges as JSON, atomically.</summary>
    /// <exception cref="FrugalException">The file cannot be written.</exception>
    public void Save(string path) =>
        AtomicFile.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(new Stored(SpecialTokens, [.. Merges.Select(merge => $"{merge.Left} {merge.Right}")]), Json));

    /// <exception cref="FrugalException">A name is given twice, or could be a token of a text.</exception>
    internal static void CheckSpecials(IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            var name = names[i];
            if (string.IsNullOrEmpty(name) || name.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)) || BytePairSplit.FirstWord(name) == name.Length)
            {
                throw BytePairErrors.Special(name);
            }

            if (names.Take(i).Contains(name))
            {
                throw BytePairErrors.Twice(name);
            }
        }
    }

    internal int NumberOf(string token) => numbers[token];

    private static (string Left, string Right) Parse(string path, HashSet<string> known, string merge, int number)
    {
        if (merge?.Split(' ') is not [var left, var right] || !known.Contains(left) || !known.Contains(right))
        {
            throw BytePairErrors.Merge(path, number, merge ?? "");
        }

        known.Add(left + right);
        return (left, right);
    }

    private sealed record Stored(IReadOnlyList<string> SpecialTokens, IReadOnlyList<string> Merges);
}
