using System.Text;
using System.Text.RegularExpressions;
using Frugal.Texts;

namespace Frugal.Tests.Texts.BytePairs;

/// <summary>Byte pairs as simply as possible: every count is counted again for each merge, and a text is encoded by trying merge after merge.</summary>
internal static partial class NaiveBytePairs
{
    /// <summary>The merges that training learns.</summary>
    public static List<(string Left, string Right)> Train(IEnumerable<string> texts, int merged, int minimum)
    {
        var words = texts.SelectMany(Words).Select(Symbols).ToList();
        var tokens = Enumerable.Range(0, 256).Select(value => ByteAlphabet.Character((byte)value).ToString()).ToList();
        var merges = new List<(string Left, string Right)>();
        while (tokens.Count < 256 + merged)
        {
            var counts = words.SelectMany(word => word.Zip(word.Skip(1))).GroupBy(pair => pair).Where(group => group.Count() >= minimum).ToList();
            if (counts.Count == 0)
            {
                break;
            }

            var best = counts.OrderByDescending(group => group.Count()).ThenBy(group => tokens.IndexOf(group.Key.First)).ThenBy(group => tokens.IndexOf(group.Key.Second)).First().Key;
            merges.Add(best);
            tokens = [.. tokens.Append(best.First + best.Second).Distinct()];
            words = [.. words.Select(word => Merge(word, best))];
        }

        return merges;
    }

    /// <summary>The names of a text's tokens: in each word, all places of the most urgent merge are merged, until no merge applies.</summary>
    public static List<string> Encode(string text, IReadOnlyList<(string Left, string Right)> merges) => [.. Words(text).SelectMany(word =>
    {
        var symbols = Symbols(word);
        while (true)
        {
            var pairs = symbols.Zip(symbols.Skip(1)).ToHashSet();
            if (merges.Where(pairs.Contains).Select(merge => ((string, string)?)merge).FirstOrDefault() is not { } first)
            {
                return symbols;
            }

            symbols = Merge(symbols, first);
        }
    })];

    /// <summary>The words by GPT-2's own pattern.</summary>
    public static IEnumerable<string> Words(string text) => Pattern().Matches(text).Select(match => match.Value);

    private static List<string> Symbols(string word) => [.. Encoding.UTF8.GetBytes(word).Select(value => ByteAlphabet.Character(value).ToString())];

    private static List<string> Merge(List<string> word, (string Left, string Right) pair)
    {
        var merged = new List<string>();
        for (var i = 0; i < word.Count; i++)
        {
            var hit = i + 1 < word.Count && (word[i], word[i + 1]) == pair;
            merged.Add(hit ? pair.Left + pair.Right : word[i]);
            i += hit ? 1 : 0;
        }

        return merged;
    }

    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
