using System.Text.RegularExpressions;

namespace Frugal.Site.Building;

/// <summary>The pages that <c>nav</c> of an MkDocs configuration names.</summary>
/// <param name="Language">The language whose configuration it is.</param>
/// <param name="Entries">The pages in order, each with its line.</param>
internal sealed partial record Navigation(SiteLanguage Language, IReadOnlyList<NavigationEntry> Entries)
{
    /// <summary>Reads the configuration of a language.</summary>
    /// <exception cref="FrugalException">There is none.</exception>
    public static Navigation Read(string root, SiteLanguage language)
    {
        var file = Path.Combine(root, language.Configuration);
        return File.Exists(file)
            ? new(language, [.. In(File.ReadAllLines(file))])
            : throw new FrugalException($"{file}: there is no such file, and it configures the site. Restore it from version control.");
    }

    private static IEnumerable<NavigationEntry> In(string[] lines) =>
        lines.Select((text, index) => (Text: text, Line: index + 1))
            .SkipWhile(line => !line.Text.StartsWith("nav:", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => line.Text.Length == 0 || line.Text[0] is ' ' or '#' or '-')
            .Select(line => (Match: Entry().Match(line.Text), line.Line))
            .Where(line => line.Match.Success)
            .Select(line => new NavigationEntry(line.Match.Groups["page"].Value, line.Line));

    [GeneratedRegex("""^\s*-\s+(?:.*:\s+)?["']?(?<page>[^\s"':#]+\.md)["']?\s*(?:#.*)?$""")]
    private static partial Regex Entry();
}

/// <summary>A page in the navigation, and the line of the configuration that names it.</summary>
internal sealed record NavigationEntry(string Page, int Line);
