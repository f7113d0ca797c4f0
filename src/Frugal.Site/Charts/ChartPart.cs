using Frugal.Site.Building;
using Frugal.Site.Checks.Figures;

namespace Frugal.Site.Charts;

/// <summary>Draws the charts of the generated tables into the staged pages, one per committed result, so that they follow the page's light or dark theme.</summary>
internal sealed class ChartPart : ISitePart
{
    public string Name => "charts";

    public IReadOnlyList<string> Sources => ["bench/results"];

    public Task AddAsync(SiteStage stage, CancellationToken cancellation)
    {
        foreach (var language in SiteLanguage.Both)
        {
            foreach (var path in stage.PagesIn(language))
            {
                cancellation.ThrowIfCancellationRequested();
                var page = stage.Read(language, path);
                if (Replace(page, language, stage.Root) is var drawn && drawn != page)
                {
                    stage.Write(language, path, drawn);
                }
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>The page with its charts.</summary>
    /// <param name="page">The page's text.</param>
    /// <param name="language">The language of its charts.</param>
    /// <param name="repository">The repository with the results.</param>
    /// <exception cref="FrugalException">The page names unknown figures.</exception>
    internal static string Replace(string page, SiteLanguage language, string repository)
    {
        var charts = ChartedFigures.On(page);
        var placed = 0;
        return SiteTables.Block().Replace(page, block => !ChartMarks.IsCharted(block.Groups["name"].Value, out var figures) ? block.Value :
            ChartMarks.Marks().Replace(block.Value, mark =>
            {
                var chart = charts.Chart(figures, CommittedResult.Named(repository, mark.Groups["file"].Value));
                return $"<figure class=\"diagram\">\n{chart.ToSvg(language, $"chart-{++placed}-{chart.Name}")}\n</figure>";
            }));
    }
}
