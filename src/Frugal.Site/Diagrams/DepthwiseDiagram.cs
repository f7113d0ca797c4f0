namespace Frugal.Site.Diagrams;

/// <summary>Which channels a full convolution joins, and which the two steps of a depthwise-separable one; with their multiplications.</summary>
internal sealed class DepthwiseDiagram : Diagram
{
    private const int Drawn = 4;
    private const double Size = 22, Pitch = 32;

    /// <summary>The layer of the figures: kernel side, channels in and out, and the side of its picture.</summary>
    internal const long Kernel = 3, Inputs = 64, Outputs = 64, Side = 24;

    public override string Name => "depthwise";

    public override double Height => 584;

    /// <summary>The multiplications per pixel of a full convolution, of the depthwise step and of the pointwise one.</summary>
    internal static (long Full, long Depthwise, long Pointwise) PerPixel => (Kernel * Kernel * Inputs * Outputs, Kernel * Kernel * Inputs, Inputs * Outputs);

    public override Wording Wording { get; } = new()
    {
        { "title", "A full convolution and a depthwise-separable one", "Une convolution complète et une convolution séparable en profondeur" },
        {
            "description",
            "A full 3 × 3 convolution from {0} to {1} channels joins every output channel with every input channel by nine weights: {2} multiplications per pixel. A depthwise-separable one first filters each channel alone, {3}, then mixes the channels with single weights, {4}: {5} times fewer.",
            "Une convolution 3 × 3 complète de {0} à {1} canaux relie chaque canal de sortie à chaque canal d'entrée par neuf poids : {2} multiplications par pixel. Une convolution séparable filtre d'abord chaque canal seul, {3}, puis mélange les canaux par des poids uniques, {4} : {5} fois moins."
        },
        { "full", "Full 3 × 3 convolution", "Convolution 3 × 3 complète" },
        { "separable", "Depthwise-separable", "Séparable en profondeur" },
        { "in", "{0} in", "{0} entrées" },
        { "out", "{0} out", "{0} sorties" },
        { "each", "each line: 3 × 3", "chaque trait : 3 × 3" },
        { "depthwise", "3 × 3 each", "3 × 3 chacun" },
        { "pointwise", "1 × 1, all", "1 × 1, tous" },
        { "multiplications", "Multiplications per pixel", "Multiplications par pixel" },
        { "fewer", "{0} times fewer", "{0} fois moins" },
        { "size", "{0} × {0} pixels: {1} million against {2}", "{0} × {0} pixels : {1} millions contre {2}" },
    };

    private static double Ratio => (double)PerPixel.Full / (PerPixel.Depthwise + PerPixel.Pointwise);

    public override string Description(Words words) => words.With("description", Inputs, Outputs, Count(words, PerPixel.Full), Count(words, PerPixel.Depthwise), Count(words, PerPixel.Pointwise), words.Number(Ratio, "0.0"));

    public override void Draw(Drawing drawing, Words words)
    {
        drawing.Text(new Point(8, 20), words["full"], TextStyle.Heading);
        Full(drawing, words, 58);
        drawing.Text(new Point(8, 240), words["separable"], TextStyle.Heading);
        Separable(drawing, words, 278);
        drawing.Text(new Point(8, 460), words["multiplications"], TextStyle.Heading);
        Bars(drawing, words, 474);
    }

    private static string Count(Words words, double number) => words.Number(number, "#,##0");

    private static void Full(Drawing drawing, Words words, double y)
    {
        const double left = 64, right = 296;
        Join(drawing, left, right, y, "d-thick");
        Channels(drawing, left, y, Ink.Quiet);
        Channels(drawing, right, y, Ink.MainPale);
        drawing.Rectangle(new Box(right - Size / 2, y, Size, Size), Ink.Accent, 2);
        drawing.Text(new Point(left, y - 10), words.With("in", Inputs), TextStyle.Soft.Centred);
        drawing.Text(new Point(right, y - 10), words.With("out", Outputs), TextStyle.Soft.Centred);
        drawing.Text(new Point(190, y + Drawn * Pitch + 12), words["each"], TextStyle.Plain.Centred);
        Glyph(drawing, new Point(176 - TextWidth.Of(words["each"], TextStyle.Plain) / 2, y + Drawn * Pitch + 8));
    }

    private static void Separable(Drawing drawing, Words words, double y)
    {
        const double left = 40, middle = 180, right = 320;
        for (var channel = 0; channel < Drawn; channel++)
        {
            drawing.Line(new Point(left, At(y, channel)), new Point(middle, At(y, channel)), channel == 0 ? "d-thick d-accent-line" : "d-thick");
        }

        Join(drawing, middle, right, y, "d-thin");
        Channels(drawing, left, y, Ink.Quiet);
        Channels(drawing, middle, y, Ink.MainPale);
        Channels(drawing, right, y, Ink.MainPale);
        drawing.Rectangle(new Box(right - Size / 2, y, Size, Size), Ink.Accent, 2);
        drawing.Text(new Point(left, y - 10), words.With("in", Inputs), TextStyle.Soft.Centred);
        drawing.Text(new Point(right, y - 10), words.With("out", Outputs), TextStyle.Soft.Centred);
        drawing.Text(new Point((left + middle) / 2, y + Drawn * Pitch + 12), words["depthwise"], TextStyle.Plain.Centred);
        drawing.Text(new Point((middle + right) / 2, y + Drawn * Pitch + 12), words["pointwise"], TextStyle.Plain.Centred);
        for (var channel = 0; channel < Drawn; channel++)
        {
            Glyph(drawing, new Point((left + middle) / 2, At(y, channel)));
        }
    }

    /// <summary>A line from every input channel to every output channel; those of the first output stand out.</summary>
    private static void Join(Drawing drawing, double left, double right, double y, string thickness)
    {
        for (var output = Drawn - 1; output >= 0; output--)
        {
            for (var input = 0; input < Drawn; input++)
            {
                drawing.Line(new Point(left + Size / 2, At(y, input)), new Point(right - Size / 2, At(y, output)), output == 0 ? $"{thickness} {Ink.AccentLine}" : thickness);
            }
        }
    }

    private static double At(double y, int channel) => y + channel * Pitch + Size / 2;

    private static void Channels(Drawing drawing, double x, double y, string ink)
    {
        for (var channel = 0; channel < Drawn; channel++)
        {
            drawing.Rectangle(new Box(x - Size / 2, y + channel * Pitch, Size, Size), ink, 2);
        }

        for (var dot = 0; dot < 3; dot++)   // and so on
        {
            drawing.Dot(new Point(x, y + Drawn * Pitch - 4 + dot * 6), 1.4, Ink.Dark);
        }
    }

    /// <summary>Nine weights.</summary>
    private static void Glyph(Drawing drawing, Point centre)
    {
        const double cell = 6;
        for (var i = 0; i < Kernel * Kernel; i++)
        {
            drawing.Rectangle(new Box(centre.X + (i % Kernel - 1.5) * cell + 0.5, centre.Y + (i / Kernel - 1.5) * cell + 0.5, cell - 1, cell - 1), Ink.Main);
        }
    }

    private static void Bars(Drawing drawing, Words words, double y)
    {
        const double x = 8, width = 344;
        var (full, depthwise, pointwise) = PerPixel;
        var whole = new Box(x, y, width, 24);
        drawing.Rectangle(whole, Ink.Main, 3);
        drawing.TextIn(whole, $"{Kernel * Kernel} × {Inputs} × {Outputs} = {Count(words, full)}", TextStyle.OnFill);
        var (first, second) = (width * depthwise / full, width * pointwise / full);
        drawing.Rectangle(new Box(x, y + 32, first, 24), "d-tint-2");
        drawing.Rectangle(new Box(x + first, y + 32, second, 24), Ink.Main);
        drawing.Text(new Point(x + first + second + 8, y + 49), $"{Kernel * Kernel} × {Inputs} + {Inputs} × {Outputs} = {Count(words, depthwise + pointwise)}", TextStyle.Plain);
        drawing.Text(new Point(x, y + 78), words.With("fewer", words.Number(Ratio, "0.0")), TextStyle.Accent);
        drawing.Text(new Point(x, y + 98), words.With("size", Side, Millions(words, full), Millions(words, depthwise + pointwise)), TextStyle.Plain);
    }

    private static string Millions(Words words, long perPixel) => words.Number(perPixel * Side * Side / 1e6, "0.0");
}
