using Frugal.Measuring;
using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace Frugal.Charts;

/// <summary>The measured times of many calls of one subject.</summary>
/// <param name="Name">The subject's name.</param>
/// <param name="Milliseconds">One time per call.</param>
public sealed record LatencySamples(string Name, IReadOnlyList<double> Milliseconds)
{
    /// <summary>All samples of a measurement.</summary>
    public static LatencySamples Of(string name, Timing timing)
    {
        ArgumentNullException.ThrowIfNull(timing);
        return new(name, [.. timing.Rounds.SelectMany(round => round)]);
    }
}

/// <summary>Latencies as box plots: quartiles, whiskers and outliers, all of which an average hides.</summary>
public sealed record LatencyChart
{
    /// <summary>The subjects, the first on top.</summary>
    public required IReadOnlyList<LatencySamples> Subjects { get; init; }

    /// <summary>The title; default: none.</summary>
    public string Title { get; init; } = "";

    /// <summary>Whether times are drawn on a logarithmic axis. Default: false.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Draws the chart.</summary>
    /// <exception cref="FrugalException">A subject has no sample, or a sample is not finite.</exception>
    public GenericChart Draw()
    {
        foreach (var subject in Subjects)
        {
            Drawing.Require($"latency chart, {subject.Name}", subject.Milliseconds);
        }

        Drawing.Require("latency chart", Subjects.SelectMany(subject => subject.Milliseconds).Take(1));
        var colors = Drawing.Series;
        var boxes = Subjects.Select((subject, at) => Chart.BoxPlot<double, string, string>(
            X: subject.Milliseconds.ToArray(), Name: subject.Name, ShowLegend: false, MarkerColor: colors[at % colors.Length],
            BoxPoints: StyleParam.BoxPoints.Outliers, Orientation: StyleParam.Orientation.Horizontal));
        return Drawing.Finish(boxes.Reverse(), Title, new ChartAxis("milliseconds per call", Logarithmic), new ChartAxis(""));
    }
}
