using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;

namespace Frugal.Charts;

/// <summary>Shows where a weight matrix is zero: scattered zeros appear grey, removed rows and columns as lines.</summary>
public sealed record SparsityMap
{
    /// <summary>Maximum number of cells per row or column; a larger matrix is shown in blocks.</summary>
    private const int MostCells = 128;

    /// <summary>The matrix, row by row.</summary>
    public required IReadOnlyList<float> Weights { get; init; }

    /// <summary>The length of a row.</summary>
    public required int Columns { get; init; }

    /// <summary>The title; default: the share of zeros.</summary>
    public string Title { get; init; } = "";

    /// <summary>The share of weights that are exactly 0.</summary>
    public double Sparsity => Weights.Count(weight => weight == 0) / (double)Weights.Count;

    /// <summary>Draws the chart. A block's colour is its share of zeros, white for none.</summary>
    /// <exception cref="FrugalException">There is no weight, a weight is not finite, or a row is incomplete.</exception>
    public GenericChart Draw()
    {
        Drawing.Require("sparsity map", Weights.Select(weight => (double)weight));
        if (Columns <= 0 || Weights.Count % Columns != 0)
        {
            throw new FrugalException($"sparsity map: {Weights.Count} weights do not fill rows of {Columns}. Give the length of the matrix' rows.");
        }

        var map = Chart.Heatmap<double, int, int, string>(
            zData: Blocks().ToArray(), ColorScale: StyleParam.Colorscale.NewCustom([Tuple.Create(0.0, Color.fromString("white")), Tuple.Create(1.0, Drawing.Blue)]),
            ReverseYAxis: true, Name: "share of zeros");
        var title = Title.Length > 0 ? Title : $"{Drawing.Number(100 * Sparsity)} % of {Weights.Count:N0} weights are zero";
        return Drawing.Finish([map], title, new ChartAxis("column"), new ChartAxis("row"));
    }

    private IEnumerable<double[]> Blocks()
    {
        var rows = Weights.Count / Columns;
        var (height, width) = (Math.Min(rows, MostCells), Math.Min(Columns, MostCells));
        for (var y = 0; y < height; y++)
        {
            var line = new double[width];
            for (var x = 0; x < width; x++)
            {
                line[x] = Share((y * rows / height, (y + 1) * rows / height), (x * Columns / width, (x + 1) * Columns / width));
            }

            yield return line;
        }
    }

    private double Share((int From, int To) rows, (int From, int To) columns)
    {
        var zeros = 0;
        for (var y = rows.From; y < rows.To; y++)
        {
            for (var x = columns.From; x < columns.To; x++)
            {
                zeros += Weights[y * Columns + x] == 0 ? 1 : 0;
            }
        }

        return zeros / (double)((rows.To - rows.From) * (columns.To - columns.From));
    }
}
