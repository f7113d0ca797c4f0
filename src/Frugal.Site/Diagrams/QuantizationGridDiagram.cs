using Frugal.Quantization;

namespace Frugal.Site.Diagrams;

/// <summary>Real numbers on grids of 4 and of 8 bits: scale, zero point, rounding and clipping, by the library's own formats.</summary>
internal sealed class QuantizationGridDiagram : Diagram
{
    internal const float Example = 0.31f;
    private const double Left = 24, UnitWidth = 84, Lowest = -1.3;
    private const double AxisY = 84, GridY = 136, FineY = 320, ZoomY = 396;

    private static readonly ValueRange Range = new(-1, 2);
    private static readonly float[] Values = [-0.47f, Example, 1.08f, 1.66f, 2.34f];
    internal static readonly (QuantizationFormat Format, QuantizationParameters Parameters) Coarse = On(QuantizationFormat.UInt4), Fine = On(QuantizationFormat.UInt8);

    public override string Name => "quantization-grid";

    public override double Height => 490;

    public override Wording Wording { get; } = new()
    {
        { "title", "Real numbers on a grid of integers", "Des nombres réels sur une grille d'entiers" },
        {
            "description",
            "Five real numbers fall on a 4-bit grid of {0} levels. Each goes to the nearest level, and the distance is the rounding error; a number beyond the range goes to the last level: it is clipped. The scale {1} is the distance between levels, and the zero point {2} is the integer of the real 0. On the 8-bit grid each of these steps has {3} finer ones.",
            "Cinq nombres réels tombent sur une grille de 4 bits, à {0} niveaux. Chacun va au niveau le plus proche, et la distance est l'erreur d'arrondi ; un nombre hors de la plage va au dernier niveau : il est écrêté. L'échelle {1} est l'écart entre deux niveaux, le point zéro {2} est l'entier du réel 0. Sur la grille de 8 bits, chacun de ces pas en compte {3} plus fins."
        },
        { "coarse", "4 bits: {0} levels", "4 bits : {0} niveaux" },
        { "fine", "8 bits: {0} levels on the same range", "8 bits : {0} niveaux sur la même plage" },
        { "reals", "real x", "réel x" },
        { "integers", "q", "q" },
        { "clipped", "clipped", "écrêté" },
        { "zero", "zero point {0}", "point zéro {0}" },
        { "scale", "scale {0}", "échelle {0}" },
        { "forward", "x = {0} → q = round({0} / {1}) + {2} = {3}", "x = {0} → q = arrondi({0} / {1}) + {2} = {3}" },
        { "back", "x ≈ {0} × ({1} − {2}) = {3}", "x ≈ {0} × ({1} − {2}) = {3}" },
        { "error", "error {0}", "erreur {0}" },
        { "steps", "one 4-bit step, {0} 8-bit steps", "un pas de 4 bits, {0} pas de 8 bits" },
    };

    public override string Description(Words words) =>
        words.With("description", Levels(Coarse.Format), words.Number(Coarse.Parameters.Scale), Coarse.Parameters.ZeroPoint, Ratio);

    public override void Draw(Drawing drawing, Words words)
    {
        drawing.Text(new Point(8, 20), words.With("coarse", Levels(Coarse.Format)), TextStyle.Heading);
        Reals(drawing, words);
        Grid(drawing, words);
        Formula(drawing, words, 206, Coarse);
        drawing.Text(new Point(8, FineY - 22), words.With("fine", Levels(Fine.Format)), TextStyle.Heading);
        Zoom(drawing, words);
        Formula(drawing, words, ZoomY + 38, Fine);
    }

    private static int Ratio => (int)Math.Round(Coarse.Parameters.Scale / Fine.Parameters.Scale);

    private static (QuantizationFormat, QuantizationParameters) On(QuantizationFormat format) => (format, format.Parameters(Range));

    private static int Levels(QuantizationFormat format) => format.QMax - format.QMin + 1;

    private static double X(double value) => Left + (value - Lowest) * UnitWidth;

    private static void Reals(Drawing drawing, Words words)
    {
        drawing.Text(new Point(8, AxisY - 32), words["reals"], TextStyle.Soft);
        drawing.Arrow(Ink.DarkLine, new Point(8, AxisY), new Point(352, AxisY));
        for (var value = Range.Min; value <= Range.Max; value++)
        {
            drawing.Line(new Point(X(value), AxisY - 4), new Point(X(value), AxisY + 4), Ink.DarkLine);
            drawing.Text(new Point(X(value), AxisY - 12), words.Number(value), TextStyle.Plain.Centred);
        }
    }

    private static void Grid(Drawing drawing, Words words)
    {
        var (format, parameters) = Coarse;
        var (first, last) = (X(parameters.Dequantize(format.QMin)), X(parameters.Dequantize(format.QMax)));
        drawing.Rectangle(new Box(first - 8, GridY - 2, last - first + 16, 18), Ink.Ground, 4);
        drawing.Text(new Point(8, GridY + 11), words["integers"], TextStyle.Soft);
        for (var q = format.QMin; q <= format.QMax; q++)
        {
            var x = X(parameters.Dequantize(q));
            drawing.Line(new Point(x, GridY), new Point(x, GridY + 14), Ink.MainLine);
            if (q % 5 == 0)
            {
                drawing.Text(new Point(x, GridY + 32), words.Number(q), (q == parameters.ZeroPoint ? TextStyle.Main : TextStyle.Plain).Centred);
            }
        }

        foreach (var value in Values)
        {
            var clipped = value > Range.Max;
            var level = X(parameters.Dequantize(format.Quantize(value, parameters)));
            drawing.Arrow(clipped ? Ink.AccentLine : Ink.MainLine, new Point(X(value), AxisY + 6), new Point(level, GridY - 4));
            drawing.Dot(new Point(X(value), AxisY), 4.5, clipped ? Ink.Accent : Ink.Main);
        }

        drawing.Text(new Point(X(Example), AxisY - 12), words.Number(Example), TextStyle.Main.Centred);
        drawing.Text(new Point(352, AxisY - 32), words["clipped"], TextStyle.Accent.Ending);
        drawing.Line(new Point(X(0), GridY + 37), new Point(X(0), GridY + 43), Ink.MainLine);
        drawing.Text(new Point(X(0), GridY + 56), words.With("zero", parameters.ZeroPoint), TextStyle.Main.Centred);
        Bracket(drawing, parameters.Dequantize(11), parameters.Dequantize(12));
        drawing.Text(new Point(X(parameters.Dequantize(11)) + parameters.Scale * UnitWidth / 2, GridY + 56), words.With("scale", words.Number(parameters.Scale)), TextStyle.Main.Centred);
    }

    private static void Bracket(Drawing drawing, double from, double to)
    {
        var y = GridY + 20;
        drawing.Path(Ink.MainLine, new Point(X(from), y), new Point(X(from), y + 6), new Point(X(to), y + 6), new Point(X(to), y));
        drawing.Line(new Point((X(from) + X(to)) / 2, y + 6), new Point((X(from) + X(to)) / 2, y + 23), Ink.MainLine);
    }

    /// <summary>The example's way to its integer and back.</summary>
    private static void Formula(Drawing drawing, Words words, double y, (QuantizationFormat Format, QuantizationParameters Parameters) grid)
    {
        var (format, parameters) = grid;
        var q = format.Quantize(Example, parameters);
        var back = parameters.Dequantize(q);
        drawing.Rectangle(new Box(8, y, 344, 52), Ink.Ground, 6);
        drawing.Text(new Point(16, y + 21), words.With("forward", words.Number(Example), words.Number(parameters.Scale), parameters.ZeroPoint, q), TextStyle.Plain);
        drawing.Text(new Point(16, y + 41), words.With("back", words.Number(parameters.Scale), q, parameters.ZeroPoint, words.Number(back, "0.###")), TextStyle.Plain);
        drawing.Text(new Point(346, y + 41), words.With("error", words.Number(Math.Abs(back - Example))), TextStyle.Accent.Ending);
    }

    /// <summary>The 8-bit grid, too fine to see, and one step of the 4-bit grid enlarged.</summary>
    private static void Zoom(Drawing drawing, Words words)
    {
        var (format, parameters) = Fine;
        var upper = Coarse.Format.Quantize(Example, Coarse.Parameters);
        var (low, high) = (Coarse.Parameters.Dequantize(upper - 1), Coarse.Parameters.Dequantize(upper));
        drawing.Rectangle(new Box(X(Range.Min) - 8, FineY - 9, X(Range.Max) - X(Range.Min) + 16, 18), Ink.Ground, 4);
        for (var q = format.QMin; q <= format.QMax; q += 2)
        {
            drawing.Line(new Point(X(parameters.Dequantize(q)), FineY - 6), new Point(X(parameters.Dequantize(q)), FineY + 6), "d-hair");
        }

        const double from = 24, to = 336;
        drawing.Shape(Ink.Ground, new Point(X(low), FineY + 9), new Point(X(high), FineY + 9), new Point(to, ZoomY - 36), new Point(from, ZoomY - 36));
        drawing.Rectangle(new Box(from, ZoomY - 36, to - from, 44), Ink.Ground);
        double Enlarged(double value) => from + (value - low) / (high - low) * (to - from);
        for (var q = 0; q <= Ratio; q++)
        {
            var x = from + (to - from) * q / Ratio;
            drawing.Line(new Point(x, ZoomY - (q % Ratio == 0 ? 16 : 6)), new Point(x, ZoomY + 8), Ink.MainLine);
        }

        var nearest = parameters.Dequantize(format.Quantize(Example, parameters));
        drawing.Arrow(Ink.MainLine, new Point(Enlarged(Example), ZoomY - 24), new Point(Enlarged(nearest), ZoomY - 7));
        drawing.Dot(new Point(Enlarged(Example), ZoomY - 27), 4.5, Ink.Main);
        drawing.Text(new Point(Enlarged(Example) + 10, ZoomY - 20), words.Number(Example), TextStyle.Main);
        foreach (var value in new[] { low, high })
        {
            drawing.Text(new Point(Enlarged(value), ZoomY + 24), words.Number(value, "0.0"), TextStyle.Plain.Centred);
        }

        drawing.Text(new Point(180, ZoomY + 24), words.With("steps", Ratio), TextStyle.Plain.Centred);
    }
}
