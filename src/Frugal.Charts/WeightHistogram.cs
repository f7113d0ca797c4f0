using Frugal.Quantization;
using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace Frugal.Charts;

/// <summary>A histogram of weights, with the levels to which a format rounds them.</summary>
public sealed record WeightHistogram
{
    /// <summary>The weights, of any shape.</summary>
    public required IReadOnlyList<float> Weights { get; init; }

    /// <summary>The format whose levels are drawn over the full range of the weights; default: none.</summary>
    public QuantizationFormat? Format { get; init; }

    /// <summary>The title; default: none.</summary>
    public string Title { get; init; } = "";

    /// <summary>Number of bins over the range of the weights, 2 to 1000. Default: 80.</summary>
    public int Bins
    {
        get;
        init => field = value is >= 2 and <= 1000 ? value : throw new FrugalException($"weight histogram: {value} bins. Give 2 to 1000.");
    } = 80;

    /// <summary>The levels within the range of the weights: the real value of each grid integer.</summary>
    public IReadOnlyList<float> Levels()
    {
        if (Format is null)
        {
            return [];
        }

        var (min, max) = (Weights.Min(), Weights.Max());
        var parameters = Format.Parameters(new ValueRange(min, max));
        var slack = parameters.Scale / 2;
        return [.. Enumerable.Range(Format.QMin, Format.QMax - Format.QMin + 1).Select(parameters.Dequantize).Where(level => level >= min - slack && level <= max + slack)];
    }

    /// <summary>Draws the chart.</summary>
    /// <exception cref="FrugalException">There is no weight, or a weight is not finite.</exception>
    public GenericChart Draw()
    {
        Drawing.Require("weight histogram", Weights.Select(weight => (double)weight));
        double min = Weights.Min(), max = Weights.Max();
        var width = max > min ? (max - min) / Bins : 1;
        var counts = new int[Bins];
        foreach (var weight in Weights)
        {
            counts[Math.Min(Bins - 1, (int)((weight - min) / width))]++;
        }

        List<GenericChart> traces =
        [
            Chart.Column<double, double, string>(
                values: counts.Select(count => (double)count), Keys: Enumerable.Range(0, Bins).Select(bin => min + (bin + 0.5) * width).ToArray(),
                Name: "weights", MarkerColor: Drawing.Blue, Width: width),
        ];
        if (Levels() is { Count: > 0 } levels)
        {
            traces.Add(Comb(levels, counts.Max()));
        }

        return Drawing.Finish(traces, Title, new ChartAxis("weight"), new ChartAxis("count"));
    }

    /// <summary>One vertical line per level, separated by gaps.</summary>
    private GenericChart Comb(IReadOnlyList<float> levels, double height) =>
        Chart.Line<double, double, string>(
            x: levels.SelectMany(level => new double[] { level, level, double.NaN }), y: levels.SelectMany(_ => new[] { 0, height, double.NaN }),
            Name: $"{levels.Count} levels of {Format!.Name}", LineColor: Drawing.Orange, LineWidth: 1, Opacity: levels.Count > 40 ? 0.4 : 0.9);
}
