using Frugal.Site.Building;
using Frugal.Site.Charts;
using Frugal.Site.Diagrams;
using Frugal.Site.Notebooks;
using Frugal.Site.Reference;

namespace Frugal.Site;

/// <summary>The parts of the site, in the order in which they are added.</summary>
internal static class SiteParts
{
    public static IReadOnlyList<ISitePart> All { get; } = [new DiagramPart(), new ChartPart(), new NotebookPart(), new ReferencePart()];
}
