using System.Text.RegularExpressions;

namespace Frugal.Site.Building;

/// <summary>Turns what MkDocs prints into faults that name the written file and the line.</summary>
internal static partial class MkDocsMessages
{
    /// <summary>The faults of a run; none if it succeeded.</summary>
    public static IReadOnlyList<SiteFault> Faults(SiteStage stage, SiteLanguage language, MkDocsRun run)
    {
        if (run.Code == 0)
        {
            return [];
        }

        var lines = Ansi().Replace(run.Output, "").ReplaceLineEndings("\n").Split('\n');
        var faults = Messages(lines).SelectMany(message => Link().Match(message) is { Success: true } link
            ? Broken(stage, language, link.Groups["page"].Value, link.Groups["target"].Value)
            : [Other(language, message)]).Distinct().ToList();
        return faults.Count > 0 ? faults : [new(language.Configuration, null, $"mkdocs failed: {LastWords(lines)}")];
    }

    /// <summary>The warnings and errors, each with the lines that continue it.</summary>
    private static IEnumerable<string> Messages(string[] lines)
    {
        foreach (var (index, line) in lines.Index())
        {
            if (Message().Match(line) is { Success: true } message)
            {
                yield return string.Join(' ', lines[(index + 1)..].TakeWhile(next => next.StartsWith("  ", StringComparison.Ordinal)).Select(next => next.Trim()).Prepend(message.Groups["text"].Value.Trim()));
            }
        }
    }

    private static IEnumerable<SiteFault> Broken(SiteStage stage, SiteLanguage language, string page, string target)
    {
        var found = Places(stage.IsWritten(language, page) ? Path.Combine(stage.Written(language), page) : null, stage.NameOf(language, page))
            .Concat(Places(Path.Combine(stage.Folder(language), page), $"artifacts/site-pages/{language.Code}/{page}"));
        return found.Take(1).DefaultIfEmpty([new(stage.NameOf(language, page), null, Text(target))]).First();

        IEnumerable<SiteFault[]> Places(string? file, string name)
        {
            var faults = file is null || !File.Exists(file) ? [] : PageLinks.To(File.ReadAllText(file), page, target).Select(link => new SiteFault(name, link.Line, Text(link.Link))).ToArray();
            return faults.Length > 0 ? [faults] : [];
        }

        static string Text(string link) => $"link to '{link}' leads nowhere";
    }

    private static SiteFault Other(SiteLanguage language, string message) =>
        message.Contains("Unrecognised theme name", StringComparison.OrdinalIgnoreCase) ? new(language.Configuration, null, $"the theme 'material' is not installed. {MkDocs.Remedy}")
        : Place().Match(message) is { Success: true } place ? new(language.Configuration, int.Parse(place.Groups["line"].Value, System.Globalization.CultureInfo.InvariantCulture), message[..place.Index].Trim())
        : new(language.Configuration, null, message);

    private static string LastWords(string[] lines) => lines.Select(line => line.Trim()).LastOrDefault(line => line.Length > 0) ?? "it printed nothing";

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Ansi();

    [GeneratedRegex(@"^(?:(?:WARNING|ERROR|CRITICAL)\s+-\s+|Error: )(?<text>.+)$")]
    private static partial Regex Message();

    /// <summary>MkDocs 1.4 names the target as a path below the pages' folder, later versions as it is written.</summary>
    [GeneratedRegex(@"(?:Documentation|Doc) file '(?<page>[^']+)' contains .*?link (?:to )?'(?<target>[^']+)'")]
    private static partial Regex Link();

    [GeneratedRegex(@"in ""[^""]+"", line (?<line>\d+)")]
    private static partial Regex Place();
}
