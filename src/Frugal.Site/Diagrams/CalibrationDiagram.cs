using Frugal.Quantization;

namespace Frugal.Site.Diagrams;

/// <summary>A histogram of activations with outliers, and the ranges that the library's observers choose for it.</summary>
internal sealed class CalibrationDiagram : Diagram
{
    private const int Count = 100_000, Bins = 60;
    private const double Left = 24, PlotWidth = 312, Floor = 176, PlotHeight = 120;

    private static readonly QuantizationFormat Format = QuantizationFormat.UInt8;
    private static readonly float[] Activations = Draws();
    private static readonly float Top = Activations.Max();

    private static readonly (string Key, ValueRange Range)[] Ranges =
    [
        ("minmax", Observed(new MinMaxObserver())),
        ("percentile", Observed(new PercentileObserver())),
        ("mse", Observed(new MseObserver(Format))),
    ];

    public override string Name => "calibration";

    public override double Height => 392;

    public override Wording Wording { get; } = new()
    {
        { "title", "Three ranges for the same activations", "Trois plages pour les mêmes activations" },
        {
            "description",
            "A histogram of {0} activations after ReLU: most are small, a few are far away. The minimum and maximum cover all of them, with steps of {1}. The 99.9th percentile cuts the farthest and has steps of {2}. The range with the smallest squared error lies where clipping a few costs as much as finer steps gain for all others: steps of {3}.",
            "Un histogramme de {0} activations après ReLU : la plupart sont petites, quelques-unes très éloignées. Le minimum et le maximum les couvrent toutes, par pas de {1}. Le centile 99,9 coupe les plus éloignées et donne des pas de {2}. La plage de plus petite erreur quadratique se trouve là où écrêter quelques valeurs coûte autant que des pas plus fins rapportent à toutes les autres : pas de {3}."
        },
        { "heading", "{0} activations, 8 bits", "{0} activations, 8 bits" },
        { "axis", "how many (log scale)", "combien (échelle log.)" },
        { "outliers", "outliers", "valeurs extrêmes" },
        { "minmax", "min–max", "min–max" },
        { "percentile", "99.9th percentile", "centile 99,9" },
        { "mse", "least squared error", "moindre erreur" },
        { "row", "step {0}, {1} clipped", "pas {0}, {1} écrêtés" },
        { "error", "RMS error {0}", "erreur quadr. {0}" },
    };

    public override string Description(Words words) =>
        words.With("description", [words.Number(Count, "#,##0"), .. Ranges.Select(range => words.Number(Step(range.Range), "0.000"))]);

    public override void Draw(Drawing drawing, Words words)
    {
        drawing.Text(new Point(8, 20), words.With("heading", words.Number(Count, "#,##0")), TextStyle.Heading);
        drawing.Text(new Point(8, 42), words["axis"], TextStyle.Soft);
        Histogram(drawing);
        for (var i = 0; i < Ranges.Length; i++)
        {
            Row(drawing, words, Floor + 48 + i * 56, i);
        }
    }

    /// <summary>Outputs of ReLU: half of a normal distribution, and one in five hundred from a wider one.</summary>
    private static float[] Draws()
    {
        var random = new Random(7);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return [.. Enumerable.Range(0, Count).Select(_ => (float)Math.Abs(Normal() * (random.Next(500) == 0 ? 3.2 : 1)))];
    }

    private static ValueRange Observed(Observer observer)
    {
        observer.Observe(Activations);
        return observer.Range;
    }

    private static double Step(ValueRange range) => Format.Parameters(range).Scale;

    private static double RootMeanSquare(ValueRange range)
    {
        var parameters = Format.Parameters(range);
        return Math.Sqrt(Activations.Average(value => Math.Pow(value - parameters.Dequantize(Format.Quantize(value, parameters)), 2)));
    }

    private static double X(double value) => Left + value / Top * PlotWidth;

    private static void Histogram(Drawing drawing)
    {
        var counts = Activations.CountBy(value => Math.Min((int)(value / Top * Bins), Bins - 1)).ToDictionary();
        var tallest = Math.Log10(counts.Values.Max() + 1);
        foreach (var (bin, count) in counts.OrderBy(bin => bin.Key))
        {
            var height = Math.Log10(count + 1) / tallest * PlotHeight;
            drawing.Rectangle(new Box(Left + PlotWidth * bin / Bins + 0.5, Floor - height, PlotWidth / Bins - 1, height), Ink.Main);
        }

        drawing.Line(new Point(Left, Floor), new Point(Left + PlotWidth, Floor), Ink.DarkLine);
        for (var value = 0; value <= Top; value += 2)
        {
            drawing.Line(new Point(X(value), Floor), new Point(X(value), Floor + 4), Ink.DarkLine);
            drawing.Text(new Point(X(value), Floor + 18), $"{value}", TextStyle.Plain.Centred);
        }
    }

    private static void Row(Drawing drawing, Words words, double y, int index)
    {
        var (key, range) = Ranges[index];
        var clipped = Activations.Count(value => value > range.Max) / (double)Count;
        drawing.Text(new Point(Left, y), words[key], TextStyle.Strong);
        drawing.Rectangle(new Box(Left, y + 8, X(range.Max) - Left, 10), Ink.Main, 2);
        drawing.Line(new Point(X(range.Max), Floor - PlotHeight), new Point(X(range.Max), y + 20), Ink.AccentDashes);
        drawing.Text(new Point(Left, y + 34), words.With("row", words.Number(Step(range), "0.000"), words.Percent(clipped, "0.0#")), TextStyle.Plain);
        drawing.Text(new Point(352, y + 34), words.With("error", words.Number(RootMeanSquare(range), "0.0000")), TextStyle.Accent.Ending);
    }
}
