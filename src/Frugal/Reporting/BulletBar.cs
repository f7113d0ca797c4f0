using System.Globalization;
using System.Text;

namespace Frugal.Reporting;

/// <summary>
/// A value as a bar, a reference value as a thinner bar below it, and a limit as a line across both (Few, "Bullet Graph Design Specification").
/// Lengths are percentages of the width: the drawing scales with its container, and the page writes the numbers beside it as text.
/// </summary>
public sealed record BulletBar
{
    private const double Headroom = 1.08;

    /// <summary>The value.</summary>
    public required double Value { get; init; }

    /// <summary>The lower end of the value's interval; null if there is none.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of the value's interval; null if there is none.</summary>
    public double? High { get; init; }

    /// <summary>The limit; null if there is none.</summary>
    public double? Limit { get; init; }

    /// <summary>The reference value to compare with; null if there is none.</summary>
    public double? Reference { get; init; }

    /// <summary>The CSS class of the value's bar.</summary>
    public required string Style { get; init; }

    /// <summary>The drawing as an SVG element, hidden from screen readers: the page gives the same values as text.</summary>
    public string ToSvg()
    {
        var height = Reference is null ? 30 : 42;
        var svg = new StringBuilder(Invariant($"<svg class=\"bullet\" height=\"{height}\" aria-hidden=\"true\" focusable=\"false\">"));
        Bar(svg, "track", Full, 6, 18);
        Bar(svg, Style, Value, 6, 18);
        if (Reference is { } reference)
        {
            Bar(svg, "reference", reference, 28, 8);
        }

        if (Low is { } low && High is { } high)
        {
            Line(svg, "interval", (low, 15), (high, 15));
            Line(svg, "interval", (low, 11), (low, 19));
            Line(svg, "interval", (high, 11), (high, 19));
        }

        if (Limit is { } limit)
        {
            Line(svg, "limit", (limit, 0), (limit, height));
        }

        return svg.Append("</svg>").ToString();
    }

    /// <summary>The value at the right edge.</summary>
    private double Full => Headroom * new[] { Value, High ?? 0, Limit ?? 0, Reference ?? 0 }.Where(double.IsFinite).Append(0).Max();

    private void Bar(StringBuilder svg, string style, double value, int top, int height) =>
        svg.Append(Invariant($"<rect class=\"{style}\" x=\"0\" y=\"{top}\" width=\"{Share(value)}\" height=\"{height}\" rx=\"4\"/>"));

    private void Line(StringBuilder svg, string style, (double Value, int Y) from, (double Value, int Y) to) =>
        svg.Append(Invariant($"<line class=\"{style}\" x1=\"{Share(from.Value)}\" y1=\"{from.Y}\" x2=\"{Share(to.Value)}\" y2=\"{to.Y}\"/>"));

    /// <summary>The position of a value as a percentage of the width; NaN and infinity are drawn at the left edge.</summary>
    private string Share(double value) =>
        Invariant($"{(Full > 0 && double.IsFinite(value) ? 100 * Math.Clamp(value / Full, 0, 1) : 0):0.##}%");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
