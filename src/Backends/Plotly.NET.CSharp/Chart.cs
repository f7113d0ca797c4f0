namespace Plotly.NET;

/// <summary>The package has a class of this name here too: a file that uses both namespaces says which it means, <c>using Chart = Plotly.NET.CSharp.Chart;</c>.</summary>
public static class Chart
{
    public static GenericChart Combine(IEnumerable<GenericChart> gCharts) => GenericChart.combine(gCharts);
}
