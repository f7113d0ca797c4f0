using Plotly.NET;

namespace Frugal.Charts;

/// <summary>Fluent extensions that Plotly.NET.CSharp lacks.</summary>
public static class ChartExtensions
{
    /// <summary>The chart with a title above it.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="title">The title. Plotly interprets some HTML tags in it.</param>
    public static GenericChart WithTitle(this GenericChart chart, string title)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentNullException.ThrowIfNull(title);
        return Plotly.NET.Chart.withTitle(title, null).Invoke(chart);
    }
}
