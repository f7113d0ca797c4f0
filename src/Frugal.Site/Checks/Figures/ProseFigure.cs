using System.Globalization;
using System.Text.RegularExpressions;
using Frugal.Site.Checks.Prose;

namespace Frugal.Site.Checks.Figures;

/// <summary>A figure with a unit in the prose of a page.</summary>
/// <param name="Line">The line of the page.</param>
/// <param name="Text">As the page writes it.</param>
/// <param name="Number">The number as English writes it, without separators of thousands: <c>2.9</c>.</param>
/// <param name="Unit">The unit in English: <c>times</c>, <c>%</c>, <c>ms</c>.</param>
internal sealed partial record ProseFigure(int Line, string Text, string Number, string Unit)
{
    /// <summary>The units by the words that pages use for them.</summary>
    private static readonly Dictionary<string, string> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["x"] = "times", ["times"] = "times", ["fois"] = "times",
        ["%"] = "%", ["per cent"] = "%", ["percent"] = "%", ["pour cent"] = "%",
        ["µs"] = "µs", ["ms"] = "ms", ["milliseconds"] = "ms", ["millisecondes"] = "ms",
        ["s"] = "s", ["second"] = "s", ["seconds"] = "s", ["seconde"] = "s", ["secondes"] = "s",
        ["KB"] = "KB", ["Ko"] = "KB", ["MB"] = "MB", ["Mo"] = "MB", ["GB"] = "GB", ["Go"] = "GB", ["MiB"] = "MiB", ["Mio"] = "MiB", ["GiB"] = "GiB", ["Gio"] = "GiB",
        ["point"] = "points", ["points"] = "points", ["dB"] = "dB",
        ["photo"] = "photos", ["photos"] = "photos",
        ["M MACs"] = "M MACs", ["M de MAC"] = "M MACs",
        ["images/s"] = "images/s", ["photos/s"] = "photos/s", ["tokens/s"] = "tokens/s", ["jetons/s"] = "tokens/s",
        ["images per second"] = "images/s", ["images par seconde"] = "images/s", ["tokens per second"] = "tokens/s", ["jetons par seconde"] = "tokens/s",
        ["requests per second"] = "requests/s", ["requêtes par seconde"] = "requests/s", ["predictions per second"] = "predictions/s", ["prédictions par seconde"] = "predictions/s",
    };

    /// <summary>How the list of sources names this figure: <c>2.9 times</c>, <c>95%</c>.</summary>
    public string Key => Unit == "%" ? Number + Unit : $"{Number} {Unit}";

    /// <summary>The number's value.</summary>
    public double Value => double.Parse(Number, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The figures of a page, outside generated tables and code.</summary>
    public static IEnumerable<ProseFigure> In(string markdown, SiteLanguage language) =>
        MarkdownProse.Of(MarkdownProse.Blank(SiteTables.Block(), markdown)).SelectMany(block => In(block, language));

    private static IEnumerable<ProseFigure> In(ProseBlock block, SiteLanguage language)
    {
        var found = language.Choose(English(), French()).Matches(block.Text)
            .Select(match => Make(block, match, match.Groups["number"].Value, match.Groups["unit"].Value, language));
        return block.Heading is { } heading && UnitOf(heading) is { } unit && language.Choose(EnglishCell(), FrenchCell()).Match(block.Text) is { Success: true } cell
            ? found.Append(Make(block, cell, cell.Groups["number"].Value, unit, language))
            : found;
    }

    private static ProseFigure Make(ProseBlock block, Match match, string number, string unit, SiteLanguage language)
    {
        var digits = Separator().Replace(number, "").Replace('−', '-');
        var text = Blanks().Replace(match.Value, " ").Trim();
        return new(block.LineOf(match.Index), text, language.Choose(digits.Replace(",", "", StringComparison.Ordinal), digits.Replace(',', '.')), Units[Blanks().Replace(unit, " ")]);
    }

    /// <summary>The unit that a column's heading gives its numbers: <c>ms</c>, <c>time (ms)</c>, <c>times faster</c>.</summary>
    private static string? UnitOf(string heading) =>
        HeadingUnit().Match(heading) is { Success: true } match ? match.Groups["unit"].Value : null;

    private const string UnitWords =
        @"(?<unit>x(?!\w|[ \u00A0]*\d)|times\b(?![ \u00A0]*\d|\sper\b)|fois\b(?!\spar\b)|%|per\s?cent\b|pour\scent\b|µs\b|ms\b|milliseconds\b|millisecondes\b|seconds?\b|secondes?\b|s(?![\w'’])|KB\b|Ko\b|MB\b|Mo\b|GB\b|Go\b|MiB\b|Mio\b|GiB\b|Gio\b|points?\b|dB\b|M\sMACs\b|M\sde\sMAC\b"
        + @"|(?:images|photos|tokens|jetons)/s\b|(?:images|tokens|requests|predictions)\sper\ssecond\b|(?:images|jetons|requêtes|prédictions)\spar\sseconde\b|photos?\b)";

    [GeneratedRegex(@"(?<![\w.,/-])(?<number>[+−-]?\d+(?:,\d{3})*(?:\.\d+)?)[\s\u00A0\u202F-]?" + UnitWords)]
    private static partial Regex English();

    [GeneratedRegex(@"(?<![\w.,/-])(?<number>[+−-]?\d+(?:[ \u00A0\u202F]\d{3}(?!\d))*(?:,\d+)?)[\s\u00A0\u202F-]?" + UnitWords)]
    private static partial Regex French();

    [GeneratedRegex(@"^\s*(?<number>[+−-]?\d+(?:,\d{3})*(?:\.\d+)?)\s*$")]
    private static partial Regex EnglishCell();

    [GeneratedRegex(@"^\s*(?<number>[+−-]?\d+(?:[ \u00A0\u202F]\d{3})*(?:,\d+)?)\s*$")]
    private static partial Regex FrenchCell();

    [GeneratedRegex(@"(?:^|\()" + UnitWords + @"(?:\)|$|\s(?:faster|smaller|plus))")]
    private static partial Regex HeadingUnit();

    [GeneratedRegex(@"[ \u00A0\u202F]")]
    private static partial Regex Separator();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
