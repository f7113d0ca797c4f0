namespace Plotly.NET.CSharp;

/// <summary>Charts by kind.</summary>
public static partial class Chart
{
    /// <summary>All traces in one chart.</summary>
    public static GenericChart Combine(IEnumerable<GenericChart> gCharts) => GenericChart.combine(gCharts);

    private static bool Or(this Optional<bool> given, bool otherwise) => given.IsSome ? given.Value : otherwise;
}
