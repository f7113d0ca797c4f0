namespace Frugal.Site.Diagrams;

/// <summary>The weights of two layers: masked one by one, and with whole channels removed.</summary>
internal sealed class PruningDiagram : Diagram
{
    private const int Inputs = 6, Channels = 8, Outputs = 6;
    private const double Cell = 15, LeftX = 30, RightX = 206;

    private static readonly double[,] First = Weights(1, Channels, Inputs), Second = Weights(2, Outputs, Channels);

    /// <summary>The half of the channels that is kept: those whose row in the first layer has the largest norm.</summary>
    private static readonly int[] Kept = [.. Enumerable.Range(0, Channels).OrderByDescending(Norm).Take(Channels / 2).Order()];

    /// <summary>The median magnitude: half of the weights are smaller.</summary>
    private static readonly double Threshold = Measuring.Quantile.Median(First.Cast<double>().Concat(Second.Cast<double>()));

    public override string Name => "pruning";

    public override double Height => 584;

    public override Wording Wording { get; } = new()
    {
        { "title", "Masked weights and removed channels", "Poids masqués et canaux retirés" },
        {
            "description",
            "Two layers as matrices of weights. A mask sets half of the weights to zero wherever they stand: the matrices keep their size, and all {0} products are still computed. When half of the channels are removed, a row of the first layer goes together with the column of the second that reads it: two smaller matrices remain, with {1} products.",
            "Deux couches, sous forme de matrices de poids. Un masque met à zéro la moitié des poids, où qu'ils soient : les matrices gardent leur taille, et les {0} produits sont toujours calculés. Quand la moitié des canaux est retirée, une ligne de la première couche part avec la colonne de la seconde qui la lit : il reste deux matrices plus petites, et {1} produits."
        },
        { "masked", "A mask: zeros here and there", "Un masque : des zéros ici et là" },
        { "removed", "Channels removed: rows and columns", "Canaux retirés : lignes et colonnes" },
        { "left", "What is left", "Ce qui reste" },
        { "first", "layer 1", "couche 1" },
        { "second", "layer 2", "couche 2" },
        { "cost", "{0} of {1} weights are 0, yet {1} products", "{0} poids nuls sur {1}, mais {1} produits" },
        { "row", "a channel's row", "la ligne d'un canal" },
        { "column", "and its column", "et sa colonne" },
        { "shade", "darker: larger", "foncé : grand" },
        { "small", "{0} weights; {0} products", "{0} poids ; {0} produits" },
    };

    public override string Description(Words words) => words.With("description", First.Length + Second.Length, Products(Kept.Length));

    public override void Draw(Drawing drawing, Words words)
    {
        var zeros = First.Cast<double>().Concat(Second.Cast<double>()).Count(weight => weight < Threshold);
        drawing.Text(new Point(8, 20), words["masked"], TextStyle.Heading);
        Pair(drawing, words, 56, (_, weight) => weight < Threshold ? Ink.Quiet : Shade(weight));
        drawing.Text(new Point(RightX, 56 + Outputs * Cell + 18), words["shade"], TextStyle.Soft);
        drawing.Text(new Point(8, 202), words.With("cost", zeros, First.Length + Second.Length), TextStyle.Plain);

        drawing.Text(new Point(8, 240), words["removed"], TextStyle.Heading);
        Pair(drawing, words, 276, (channel, weight) => Kept.Contains(channel) ? Shade(weight) : null);
        Removed(drawing, 276);
        Links(drawing, words, 276);

        drawing.Text(new Point(8, 470), words["left"], TextStyle.Heading);
        Matrix(drawing, new Point(LeftX, 486), Kept.Length, Inputs, (row, column) => Shade(First[Kept[row], column]));
        Matrix(drawing, new Point(RightX, 486), Outputs, Kept.Length, (row, column) => Shade(Second[row, Kept[column]]));
        drawing.Arrow(Ink.DarkLine, new Point(LeftX + Inputs * Cell + 12, 516), new Point(RightX - 12, 516));
        drawing.Text(new Point(8, 572), words.With("small", Products(Kept.Length)), TextStyle.Plain);
    }

    private static int Products(int channels) => channels * (Inputs + Outputs);

    private static double Norm(int channel) => Enumerable.Range(0, Inputs).Sum(input => First[channel, input] * First[channel, input]);

    /// <summary>Magnitudes of weights, each row with a size of its own, as trained layers have.</summary>
    private static double[,] Weights(int seed, int rows, int columns)
    {
        var random = new Random(seed);
        var weights = new double[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            var size = 0.4 + 0.6 * random.NextDouble();
            for (var column = 0; column < columns; column++)
            {
                weights[row, column] = size * random.NextDouble();
            }
        }

        return weights;
    }

    /// <summary>The larger the weight, the darker its cell.</summary>
    private static string Shade(double weight) => weight switch { < 0.2 => "d-tint-1", < 0.45 => "d-tint-2", _ => "d-tint-3" };

    private static void Pair(Drawing drawing, Words words, double y, Func<int, double, string?> ink)
    {
        drawing.Text(new Point(LeftX + Inputs * Cell / 2, y - 8), words["first"], TextStyle.Soft.Centred);
        drawing.Text(new Point(RightX + Channels * Cell / 2, y - 8), words["second"], TextStyle.Soft.Centred);
        Matrix(drawing, new Point(LeftX, y), Channels, Inputs, (row, column) => ink(row, First[row, column]));
        Matrix(drawing, new Point(RightX, y), Outputs, Channels, (row, column) => ink(column, Second[row, column]));
        drawing.Arrow(Ink.DarkLine, new Point(LeftX + Inputs * Cell + 12, y + Channels * Cell / 2), new Point(RightX - 12, y + Channels * Cell / 2));
    }

    private static void Matrix(Drawing drawing, Point corner, int rows, int columns, Func<int, int, string?> ink)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                if (ink(row, column) is { } shade)
                {
                    drawing.Rectangle(new Box(corner.X + column * Cell, corner.Y + row * Cell, Cell, Cell).Inside(0.75), shade, 2);
                }
            }
        }
    }

    /// <summary>The places of the removed rows and columns.</summary>
    private static void Removed(Drawing drawing, double y)
    {
        foreach (var channel in Enumerable.Range(0, Channels).Except(Kept))
        {
            drawing.Rectangle(new Box(LeftX, y + channel * Cell, Inputs * Cell, Cell).Inside(1.5), Ink.AccentDashes, 3);
            drawing.Rectangle(new Box(RightX + channel * Cell, y, Cell, Outputs * Cell).Inside(1.5), Ink.AccentDashes, 3);
        }
    }

    /// <summary>A removed row of the first layer, joined to the column of the second that read it.</summary>
    private static void Links(Drawing drawing, Words words, double y)
    {
        var last = Enumerable.Range(0, Channels).Except(Kept).Last();
        var (row, column) = (y + (last + 0.5) * Cell, RightX + (last + 0.5) * Cell);
        var foot = y + Channels * Cell + 12;
        drawing.Arrow(Ink.AccentLine, new Point(LeftX + Inputs * Cell + 4, row), new Point(LeftX + Inputs * Cell + 20, row), new Point(LeftX + Inputs * Cell + 20, foot), new Point(column, foot), new Point(column, y + Outputs * Cell + 4));
        drawing.Text(new Point(LeftX, foot + 18), words["row"], TextStyle.Accent);
        drawing.Text(new Point(RightX, foot + 18), words["column"], TextStyle.Accent);
    }
}
