using System.Globalization;

namespace Frugal.Reporting;

/// <summary>A point of a <see cref="ScatterChart"/>.</summary>
/// <param name="Label">The text beside the point.</param>
/// <param name="X">Its horizontal value.</param>
/// <param name="Y">Its vertical value.</param>
/// <param name="Style">The CSS class of the dot.</param>
public sealed record ChartPoint(string Label, double X, double Y, string Style);

/// <summary>An axis title in each language of the page: language code to text.</summary>
/// <param name="Texts">The texts; the page's style sheet shows the one in the current language.</param>
public sealed record AxisTitle(params (string Language, string Text)[] Texts);

/// <summary>Labelled points over two linear axes, as one self-contained SVG element. The horizontal axis starts at 0, so that lengths can
/// be compared; the vertical axis fits its values.</summary>
public sealed record ScatterChart
{
    private const int Width = 480, Height = 300, Left = 52, Right = 20, Top = 16, Bottom = 46;
    private const double CharacterWidth = 8.6, LineHeight = 16;

    /// <summary>What the chart shows, for readers who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>The horizontal axis.</summary>
    public required AxisTitle X { get; init; }

    /// <summary>The vertical axis.</summary>
    public required AxisTitle Y { get; init; }

    /// <summary>The points.</summary>
    public required IReadOnlyList<ChartPoint> Points { get; init; }

    /// <summary>The minimum range of the vertical axis, so that tiny differences do not look large.</summary>
    public double LeastYSpan { get; init; }

    /// <summary>The chart as an SVG element.</summary>
    public string ToSvg()
    {
        var x = AxisScale.Around(0, Points.Max(point => point.X), 5);
        var (low, high) = (Points.Min(point => point.Y), Points.Max(point => point.Y));
        var widen = Math.Max(0, LeastYSpan - (high - low)) / 2;
        var y = AxisScale.Around(low - widen, high + widen, 4);
        var dots = Points.Select(point => (point, X: Left + x.Place(point.X) * (Width - Left - Right), Y: Height - Bottom - y.Place(point.Y) * (Height - Top - Bottom))).ToArray();
        var taken = dots.Select(dot => new Box(dot.X - 8, dot.Y - 8, 16, 16)).ToList();
        return Templates.Render("scatter.liquid", new
        {
            Width,
            Height,
            Left,
            Top,
            Right = Width - Right,
            Bottom = Height - Bottom,
            Description,
            XTitles = X.Texts.Select(title => new { title.Language, title.Text, At = (Left + Width - Right) / 2 }),
            YTitles = Y.Texts.Select(title => new { title.Language, title.Text, At = (Top + Height - Bottom) / 2 }),
            XTicks = x.Ticks().Select(tick => new { Text = Number(tick), At = Tenths(Left + x.Place(tick) * (Width - Left - Right)) }),
            YTicks = from tick in y.Ticks() let at = Height - Bottom - y.Place(tick) * (Height - Top - Bottom) select new { Text = Number(tick), At = Tenths(at), Base = Tenths(at + 4) },
            Dots = dots.Select((dot, i) => new { dot.point.Style, X = Tenths(dot.X), Y = Tenths(dot.Y), Radius = Tenths(Math.Max(5, 9 - 1.5 * i)) }),   // later dots are smaller, so a covered dot stays visible as a ring
            Labels = (from dot in dots let box = Label(dot.X, dot.Y, dot.point.Label, taken) select new { Text = dot.point.Label, X = Tenths(box.X), Y = Tenths(box.Y + 12) }).ToArray(),
        }).Text.Trim();
    }

    /// <summary>Where the label of a dot stands; the place is taken from then on.</summary>
    private static Box Label(double x, double y, string label, List<Box> taken)
    {
        var width = label.Length * CharacterWidth;
        var place = Places(x, y, width).FirstOrDefault(box => box.Inside && !taken.Any(box.Overlaps));
        place = place.Width == 0 ? Places(x, y, width).First() : place;
        taken.Add(place);
        return place;
    }

    /// <summary>Candidate positions for a label, best first: right, above, below, left, then further away.</summary>
    private static IEnumerable<Box> Places(double x, double y, double width)
    {
        for (var distance = 0; distance < 4; distance++)
        {
            var far = distance * LineHeight;
            yield return new Box(x + 12, y - LineHeight / 2 - far, width, LineHeight);
            yield return new Box(x + 12, y - LineHeight / 2 + far, width, LineHeight);
            yield return new Box(x - width / 2, y - 10 - LineHeight - far, width, LineHeight);
            yield return new Box(x - width / 2, y + 10 + far, width, LineHeight);
            yield return new Box(x - width - 12, y - LineHeight / 2 - far, width, LineHeight);
        }
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Tenths(double value) => value.ToString("F1", CultureInfo.InvariantCulture);

    private readonly record struct Box(double X, double Y, double Width, double Height)
    {
        public bool Inside => X >= Left && X + Width <= ScatterChart.Width && Y >= 0 && Y + Height <= ScatterChart.Height - Bottom;

        public bool Overlaps(Box other) =>
            X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;
    }
}
