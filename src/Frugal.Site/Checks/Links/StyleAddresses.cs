using System.Text.RegularExpressions;

namespace Frugal.Site.Checks.Links;

/// <summary>Finds the addresses that a style sheet loads.</summary>
internal static partial class StyleAddresses
{
    /// <summary>The addresses in <c>url(...)</c> and <c>@import</c>, without those that hold their data.</summary>
    public static IEnumerable<(string Address, int Line)> In(string style)
    {
        var text = Comment().Replace(style, comment => new string('\n', comment.Value.Count(c => c == '\n')));
        return Address().Matches(text)
            .Select(match => (match.Groups["address"].Value, text.AsSpan(0, match.Index).Count('\n') + 1))
            .Where(found => !found.Value.StartsWith("data:", StringComparison.OrdinalIgnoreCase) && !found.Value.StartsWith('#'));
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("""url\(\s*(?:"(?<address>[^"]*)"|'(?<address>[^']*)'|(?<address>[^'")\s]+))\s*\)|@import\s+["'](?<address>[^"']+)["']""", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
