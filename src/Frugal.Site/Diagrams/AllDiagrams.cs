namespace Frugal.Site.Diagrams;

/// <summary>The diagrams of the site.</summary>
internal static class AllDiagrams
{
    public static IReadOnlyList<Diagram> List { get; } =
    [
        new QuantizationGridDiagram(),
        new CalibrationDiagram(),
        new PruningDiagram(),
        new DistillationDiagram(),
        new DepthwiseDiagram(),
        new RoundsDiagram(),
        new MemoryModesDiagram(),
    ];
}
