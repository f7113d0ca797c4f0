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
            foreach (var path in stage.PagesIn(language))
            {
                cancellation.ThrowIfCancellationRequested();
                stage.Write(language, path, Replace(stage.Read(language, path), language, stage.NameOf(language, path)));
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>The page with its diagrams.</summary>
    /// <param name="page">The page's text.</param>
    /// <param name="language">The language of its diagrams.</param>
    /// <param name="name">The page's name in messages.</param>
    /// <exception cref="FrugalException">A mark names no diagram.</exception>
    internal static string Replace(string page, SiteLanguage language, string name)
    {
        var placed = 0;
        return Mark().Replace(page, mark =>
        {
            var wanted = mark.Groups["name"];
            var diagram = AllDiagrams.List.FirstOrDefault(diagram => diagram.Name == wanted.Value) ?? throw new FrugalException(
                $"{name}:{page.AsSpan(0, wanted.Index).Count('\n') + 1}: unknown diagram '{wanted.Value}'; known are {string.Join(", ", AllDiagrams.List.Select(known => known.Name))}.");
            return $"<figure class=\"diagram\">\n{diagram.ToSvg(language, $"diagram-{++placed}-{diagram.Name}")}\n</figure>";
        });
    }

    [GeneratedRegex(@"^<!--[ \t]*diagram:[ \t]*(?<name>[^\s>]*)[ \t]*-->(?=[ \t]*\r?$)", RegexOptions.Multiline)]
    private static partial Regex Mark();
}
