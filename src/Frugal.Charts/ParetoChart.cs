using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace Frugal.Charts;

/// <summary>A model with its cost and its quality.</summary>
/// <param name="Name">The label of its point.</param>
/// <param name="Cost">A value to minimise: megabytes, milliseconds.</param>
/// <param name="Quality">A value to maximise: accuracy.</param>
public sealed record CostedModel(string Name, double Cost, double Quality);

/// <summary>Models by cost and quality, with the Pareto front: the models that no other model beats in both (Pareto 1906).</summary>
public sealed record ParetoChart
{
    /// <summary>The models.</summary>
    public required IReadOnlyList<CostedModel> Models { get; init; }

    /// <summary>The title; default: none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The title of the horizontal axis. Default: size (MB).</summary>
    public string CostName { get; init; } = "size (MB)";

    /// <summary>The title of the vertical axis. Default: accuracy (%).</summary>
    public string QualityName { get; init; } = "accuracy (%)";

    /// <summary>Whether costs are drawn on a logarithmic axis. Default: false.</summary>
    public bool LogarithmicCost { get; init; }

    /// <summary>The models on the front, by ascending cost: each is better than all cheaper ones.</summary>
    public IReadOnlyList<CostedModel> Front()
    {
        List<CostedModel> front = [];
        foreach (var model in Models.OrderBy(model => model.Cost).ThenByDescending(model => model.Quality))
        {
            if (front.Count == 0 || model.Quality > front[^1].Quality)
            {
                front.Add(model);
            }
        }

        return front;
    }

    /// <summary>Draws the chart.</summary>
    /// <exception cref="FrugalException">There is no model, or a value is not finite.</exception>
    public GenericChart Draw()
    {
        Drawing.Require("Pareto chart", Models.SelectMany(model => new[] { LogarithmicCost ? Math.Log10(model.Cost) : model.Cost, model.Quality }));
        var front = Front();
        var beaten = Models.Except(front).ToList();
        List<GenericChart> traces = [Line(front)];
        if (beaten.Count > 0)
        {
            traces.Add(Points(beaten, "beaten by another", Drawing.Grey));
        }

        return Drawing.Finish(
            [.. traces, Points(front, "Pareto front", Drawing.Blue)], Title,
            new ChartAxis(CostName, LogarithmicCost).WithRoomFor(Models.Select(model => model.Cost)),
            new ChartAxis(QualityName).WithRoomFor(Models.Select(model => model.Quality)));
    }

    private static GenericChart Points(IReadOnlyList<CostedModel> models, string name, Color color) =>
        Chart.Point<double, double, string>(
            x: models.Select(model => model.Cost), y: models.Select(model => model.Quality), Name: name,
            MultiText: models.Select(model => model.Name).ToArray(), TextPosition: StyleParam.TextPosition.TopCenter, MarkerColor: color);

    /// <summary>A step line along the front: between two models, the best available quality is that of the cheaper one.</summary>
    private static GenericChart Line(IReadOnlyList<CostedModel> front)
    {
        var steps = front.SelectMany((model, at) => at + 1 < front.Count ? new[] { (model.Cost, model.Quality), (front[at + 1].Cost, model.Quality) } : [(model.Cost, model.Quality)]).ToList();
        return Chart.Line<double, double, string>(
            x: steps.Select(step => step.Item1), y: steps.Select(step => step.Item2), ShowLegend: false, LineColor: Drawing.Blue, LineWidth: 1.5, LineDash: StyleParam.DrawingStyle.Dot);
    }
}
