using System.Globalization;
using System.Text;

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
        var svg = new StringBuilder();
        svg.Append(Invariant($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Templates.Escape(Description)}\">"));
        Grid(svg, x, y);
        var dots = Points.Select(point => (point, X: Left + x.Place(point.X) * (Width - Left - Right), Y: Height - Bottom - y.Place(point.Y) * (Height - Top - Bottom))).ToArray();
        foreach (var (i, (point, px, py)) in dots.Index())
        {
            var radius = Math.Max(5, 9 - 1.5 * i);           // later dots are smaller, so a covered dot stays visible as a ring
            svg.Append(Invariant($"<circle class=\"{point.Style}\" cx=\"{px:F1}\" cy=\"{py:F1}\" r=\"{radius:F1}\"/>"));
        }

        var taken = dots.Select(dot => new Box(dot.X - 8, dot.Y - 8, 16, 16)).ToList();
        foreach (var (point, px, py) in dots)
        {
            var place = Places(px, py, point.Label.Length * CharacterWidth).FirstOrDefault(box => box.Inside && !taken.Any(box.Overlaps));
            place = place.Width == 0 ? Places(px, py, point.Label.Length * CharacterWidth).First() : place;
            taken.Add(place);
            svg.Append(Invariant($"<text class=\"label\" x=\"{place.X:F1}\" y=\"{place.Y + 12:F1}\">{Templates.Escape(point.Label)}</text>"));
        }

        return svg.Append("</svg>").ToString();
    }

    private void Grid(StringBuilder svg, AxisScale x, AxisScale y)
    {
        foreach (var tick in x.Ticks())
        {
            var at = Left + x.Place(tick) * (Width - Left - Right);
            svg.Append(Invariant($"<line class=\"grid\" x1=\"{at:F1}\" y1=\"{Top}\" x2=\"{at:F1}\" y2=\"{Height - Bottom}\"/>"));
            svg.Append(Invariant($"<text class=\"tick\" text-anchor=\"middle\" x=\"{at:F1}\" y=\"{Height - Bottom + 17}\">{tick}</text>"));
        }

        foreach (var tick in y.Ticks())
        {
            var at = Height - Bottom - y.Place(tick) * (Height - Top - Bottom);
            svg.Append(Invariant($"<line class=\"grid\" x1=\"{Left}\" y1=\"{at:F1}\" x2=\"{Width - Right}\" y2=\"{at:F1}\"/>"));
            svg.Append(Invariant($"<text class=\"tick\" text-anchor=\"end\" x=\"{Left - 7}\" y=\"{at + 4:F1}\">{tick}</text>"));
        }

        foreach (var (language, text) in X.Texts)
        {
            svg.Append(Invariant($"<text class=\"axis\" lang=\"{language}\" text-anchor=\"middle\" x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\">{Templates.Escape(text)}</text>"));
        }

        foreach (var (language, text) in Y.Texts)
        {
            svg.Append(Invariant($"<text class=\"axis\" lang=\"{language}\" text-anchor=\"middle\" transform=\"translate(13 {(Top + Height - Bottom) / 2}) rotate(-90)\">{Templates.Escape(text)}</text>"));
        }
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

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Box(double X, double Y, double Width, double Height)
    {
        public bool Inside => X >= Left && X + Width <= ScatterChart.Width && Y >= 0 && Y + Height <= ScatterChart.Height - Bottom;

        public bool Overlaps(Box other) =>
            X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;
    }
}
