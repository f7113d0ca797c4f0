using Frugal.Quantization;

namespace Frugal.Site.Diagrams;

/// <summary>A histogram of activations with outliers, and the ranges that the library's observers choose for it.</summary>
internal sealed class CalibrationDiagram : Diagram
{
    private const int Count = 100_000, Bins = 60;
    private const double Left = 24, PlotWidth = 312, Floor = 192, PlotHeight = 120, Pitch = 68;

    private static readonly QuantizationFormat Format = QuantizationFormat.UInt4;
    private static readonly float[] Activations = Draws();
    private static readonly float Top = Activations.Max();

    /// <summary>The rules, by the keys of their names, and the ranges that they choose.</summary>
    internal static readonly (string Key, ValueRange Range)[] Ranges =
    [
        ("minmax", Observed(new MinMaxObserver())),
        ("percentile", Observed(new PercentileObserver())),
        ("mse", Observed(new MseObserver(Format))),
    ];

    public override string Name => "calibration";

    public override double Height => 432;

    public override Wording Wording { get; } = new()
    {
        { "title", "Three ranges for the same activations", "Trois plages pour les mêmes activations" },
        {
            "description",
            "A histogram of {0} activations after ReLU: most are small, a few are far away. On a 4-bit grid, A, from the minimum to the maximum, clips nothing and has steps of {1}. B, the 99.9th percentile, clips one in a thousand and has steps of {2}. C has the smallest squared error: steps of {3}, where clipping a few costs as much as finer steps gain for all others.",
            "Un histogramme de {0} activations après ReLU : la plupart sont petites, quelques-unes très éloignées. Sur une grille de 4 bits, A, du minimum au maximum, n'écrête rien et donne des pas de {1}. B, le centile 99,9, écrête une valeur sur mille et donne des pas de {2}. C a la plus petite erreur quadratique : des pas de {3}, là où écrêter quelques valeurs coûte autant que des pas plus fins rapportent à toutes les autres."
        },
        { "heading", "{0} activations on {1} levels", "{0} activations sur {1} niveaux" },
        { "axis", "count (log scale)", "effectif (échelle log.)" },
        { "minmax", "A: min–max", "A : min–max" },
        { "percentile", "B: 99.9th percentile", "B : centile 99,9" },
        { "mse", "C: least squared error", "C : moindre erreur quadratique" },
        { "row", "step {0}, {1} clipped", "pas {0}, {1} écrêtés" },
        { "error", "RMS error {0}", "erreur RMS {0}" },
    };

    public override string Description(Words words) =>
        words.With("description", [words.Number(Count, "#,##0"), .. Ranges.Select(range => words.Number(Step(range.Range), "0.00"))]);

    public override void Draw(Drawing drawing, Words words)
    {
        drawing.Text(new Point(8, 20), words.With("heading", words.Number(Count, "#,##0"), Format.QMax - Format.QMin + 1), TextStyle.Heading);
        drawing.Text(new Point(8, 42), words["axis"], TextStyle.Soft);
        Histogram(drawing);
        for (var i = 0; i < Ranges.Length; i++)
        {
            Row(drawing, words, Floor + 54 + i * Pitch, Ranges[i]);
        }
    }

    /// <summary>Outputs of ReLU: half of a normal distribution, and one in a hundred from a wider one.</summary>
    private static float[] Draws()
    {
        var random = new Random(7);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return [.. Enumerable.Range(0, Count).Select(_ => (float)Math.Abs(Normal() * (random.Next(100) == 0 ? 3 : 1)))];
    }

    private static ValueRange Observed(Observer observer)
    {
        observer.Observe(Activations);
        return observer.Range;
    }

    private static double Step(ValueRange range) => Format.Parameters(range).Scale;

    /// <summary>The error of the activations on the grid of a range.</summary>
    internal static double RootMeanSquare(ValueRange range)
    {
        var parameters = Format.Parameters(range);
        return Math.Sqrt(Activations.Average(value => Math.Pow(value - parameters.Dequantize(Format.Quantize(value, parameters)), 2)));
    }

    /// <summary>The share of the activations beyond a range.</summary>
    internal static double Clipped(ValueRange range) => Activations.Count(value => value > range.Max) / (double)Count;

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

    /// <summary>One range: its end in the histogram, its levels on a bar, its step, its share of clipped values and its error.</summary>
    private static void Row(Drawing drawing, Words words, double y, (string Key, ValueRange Range) rule)
    {
        var (key, range) = rule;
        var end = X(range.Max);
        drawing.Line(new Point(end, Floor - PlotHeight - 6), new Point(end, Floor), Ink.AccentDashes);
        drawing.Text(new Point(end, Floor - PlotHeight - 10), words[key][..1], TextStyle.Accent.Centred);
        drawing.Text(new Point(Left, y), words[key], TextStyle.Strong);
        drawing.Rectangle(new Box(Left, y + 8, PlotWidth, 14), Ink.Ground, 2);
        drawing.Rectangle(new Box(Left, y + 8, end - Left, 14), Ink.MainPale, 2);
        for (var q = Format.QMin; q <= Format.QMax; q++)
        {
            var x = X(Format.Parameters(range).Dequantize(q));
            drawing.Line(new Point(x, y + 8), new Point(x, y + 22), Ink.MainLine);
        }

        drawing.Text(new Point(Left, y + 39), words.With("row", words.Number(Step(range), "0.00"), words.Percent(Clipped(range), "0.00")), TextStyle.Plain);
        drawing.Text(new Point(Left + PlotWidth, y + 39), words.With("error", words.Number(RootMeanSquare(range), "0.000")), TextStyle.Accent.Ending);
    }
}
