using System.Text.RegularExpressions;
using Frugal.Site.Building;

namespace Frugal.Site.Diagrams;

/// <summary>Replaces the marks <c>&lt;!-- diagram: NAME --&gt;</c> in the staged pages by the diagrams, drawn within the page so that they follow its light or dark theme.</summary>
internal sealed partial class DiagramPart : ISitePart
{
    public string Name => "diagrams";

    public Task AddAsync(SiteStage stage, CancellationToken cancellation)
    {
        foreach (var language in SiteLanguage.Both)
        {
            var folder = stage.Folder(language);
            foreach (var file in Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                cancellation.ThrowIfCancellationRequested();
                var path = Path.GetRelativePath(folder, file).Replace('\\', '/');
                stage.Write(language, path, Replace(File.ReadAllText(file), language, path));
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>The page with its diagrams.</summary>
    /// <exception cref="FrugalException">A mark names no diagram.</exception>
    internal static string Replace(string page, SiteLanguage language, string path)
    {
        var placed = 0;
        return Mark().Replace(page, mark =>
        {
            var name = mark.Groups["name"].Value;
            var diagram = AllDiagrams.List.FirstOrDefault(diagram => diagram.Name == name) ?? throw new FrugalException(
                $"docs/{language}/{path}:{page.AsSpan(0, mark.Groups["name"].Index).Count('\n') + 1}: unknown diagram '{name}'; known are {string.Join(", ", AllDiagrams.List.Select(known => known.Name))}.");
            return $"<figure class=\"diagram\">\n{diagram.ToSvg(language, $"diagram-{++placed}-{name}")}\n</figure>";
        });
    }

    [GeneratedRegex(@"^<!--[ \t]*diagram:[ \t]*(?<name>[^\s>]*)[ \t]*-->(?=[ \t]*\r?$)", RegexOptions.Multiline)]
    private static partial Regex Mark();
}
