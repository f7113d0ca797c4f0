using System.Globalization;

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
    public string ToSvg() => Templates.Render("bullet.liquid", new
    {
        Style,
        Height = Reference is null ? 30 : 42,
        Full = Share(Full),
        Value = Share(Value),
        Reference = Share(Reference),
        Limit = Share(Limit),
        Low = High is null ? null : Share(Low),
        High = Share(High),
    }).Text.Trim();

    /// <summary>The value at the right edge.</summary>
    private double Full => Headroom * new[] { Value, High ?? 0, Limit ?? 0, Reference ?? 0 }.Where(double.IsFinite).Append(0).Max();

    /// <summary>The position of a value as a percentage of the width; NaN and infinity are drawn at the left edge.</summary>
    private string? Share(double? value) => value is not { } at ? null
        : string.Create(CultureInfo.InvariantCulture, $"{(Full > 0 && double.IsFinite(at) ? 100 * Math.Clamp(at / Full, 0, 1) : 0):0.##}%");
}
