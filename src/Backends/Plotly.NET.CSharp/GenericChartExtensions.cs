using System.Text.Json.Nodes;

namespace Plotly.NET;

/// <summary>What Plotly.NET itself adds to charts.</summary>
public static class GenericChartExtensions
{
    /// <summary>Sets the title of the chart.</summary>
    public static GenericChart WithTitle(this GenericChart @this, string title) =>
        @this.WithLayout(layout => layout["title"] = new JsonObject { ["text"] = title });

    /// <summary>Shows or hides the legend.</summary>
    public static GenericChart WithLegend(this GenericChart @this, bool showlegend) =>
        @this.WithLayout(layout => layout["showlegend"] = showlegend);
}
