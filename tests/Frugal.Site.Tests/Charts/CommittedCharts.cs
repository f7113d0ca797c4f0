using Frugal.Site.Charts;
using Frugal.Site.Checks.Figures;
using Frugal.Site.Diagrams;

namespace Frugal.Site.Tests.Charts;

/// <summary>The charts of the committed results that the course's pages show.</summary>
internal static class CommittedCharts
{
    public static IReadOnlyList<Diagram> All { get; } =
    [
        .. from file in Directory.EnumerateFiles(Tree.At("docs", "en"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
           let page = File.ReadAllText(file)
           let charts = ChartedFigures.On(page)
           from block in SiteTables.Block().Matches(page)
           where ChartMarks.IsCharted(block.Groups["name"].Value, out _)
           from mark in ChartMarks.Marks().Matches(block.Value)
           select charts.Chart(block.Groups["name"].Value["charted ".Length..], CommittedResult.Named(Tree.Root, mark.Groups["file"].Value)),
    ];
}
