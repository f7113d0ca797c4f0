using System.Text.Encodings.Web;
using System.Text.Json;
using Frugal.Notebooks.Ipynb;
using Frugal.Site.Checks.Prose;

namespace Frugal.Site.Checks.Spelling;

/// <summary>The texts whose spelling is checked: written pages, READMEs, and the text of notebooks.</summary>
internal static class SpelledFiles
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The words of a language's texts, each with its file.</summary>
    public static IEnumerable<(string File, ProseWord Word)> Words(CheckedSite site, SiteLanguage language) =>
        Pages(site, language).Concat(Readmes(site, language)).SelectMany(file => MarkdownProse.Of(File.ReadAllText(Path.Combine(site.Root, file))).SelectMany(ProseWord.In).Select(word => (file, word)))
            .Concat(Notebooks(site, language).SelectMany(file => InNotebook(Path.Combine(site.Root, file)).Select(word => (file, word))));

    private static IEnumerable<string> Pages(CheckedSite site, SiteLanguage language) => site.Written(language).Select(page => $"docs/{language.Code}/{page}");

    /// <summary>The repository's README and those of the labs. Students have <c>labs/</c>; it is generated from <c>solutions/</c>, where the author corrects.</summary>
    private static IEnumerable<string> Readmes(CheckedSite site, SiteLanguage language)
    {
        var name = language.Choose("README.md", "README.fr.md");
        return Folders(site, "solutions").Prepend(site.Root).Select(folder => Path.Combine(folder, name)).Where(File.Exists).Select(site.NameOf);
    }

    private static IEnumerable<string> Notebooks(CheckedSite site, SiteLanguage language)
    {
        var folder = Path.Combine(site.Root, language.Choose("notebooks", Path.Combine("notebooks", "fr")));
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.ipynb").Order(StringComparer.Ordinal).Select(site.NameOf) : [];
    }

    private static IEnumerable<string> Folders(CheckedSite site, string name) =>
        Directory.Exists(Path.Combine(site.Root, name)) ? Directory.GetDirectories(Path.Combine(site.Root, name)).Order(StringComparer.Ordinal) : [];

    /// <summary>The words of a notebook's Markdown; their lines are those of the file, on each of which is a line of a cell.</summary>
    private static IEnumerable<ProseWord> InNotebook(string file)
    {
        var lines = File.ReadAllLines(file);
        return Notebook.Load(file).Cells.Where(cell => cell.Kind == CellKind.Markdown)
            .SelectMany(cell => MarkdownProse.Of(cell.Source).SelectMany(ProseWord.In).Select(word => word with { Line = LineOf(lines, cell.Source.Split('\n')[word.Line - 1]) }));
    }

    private static int LineOf(string[] lines, string text)
    {
        var written = JsonSerializer.Serialize(text, Plain)[..^1].Trim();
        return Math.Max(Array.FindIndex(lines, line => line.TrimStart().StartsWith(written, StringComparison.Ordinal)), 0) + 1;
    }
}
