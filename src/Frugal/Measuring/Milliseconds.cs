using System.Globalization;

namespace Frugal.Measuring;

/// <summary>A duration in milliseconds, the unit of a model's latency.</summary>
/// <param name="Value">Milliseconds, including fractions.</param>
public readonly record struct Milliseconds(double Value) : IComparable<Milliseconds>, IParsable<Milliseconds>
{
    private static readonly (string Name, double Factor)[] Units = [("ms", 1), ("us", 1e-3), ("\u00b5s", 1e-3), ("\u03bcs", 1e-3), ("s", 1e3)];

    /// <summary>The duration between two time stamps of <paramref name="clock"/>.</summary>
    public static Milliseconds Between(TimeProvider clock, long start, long end) =>
        new((end - start) * 1e3 / clock.TimestampFrequency);

    /// <summary>Reads "1 ms", "150 us", "0.5s"; letter case does not matter.</summary>
    /// <exception cref="FrugalException">The text is not a duration above zero.</exception>
    public static Milliseconds Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var duration)
            ? duration
            : throw new FrugalException($"'{s}' is not a duration. Write a number above zero and a unit: 1 ms, 150 us, 0.5 s.");

    /// <summary>Reads a duration; false when <paramref name="s"/> is not a duration, has no unit or is not above zero.</summary>
    public static bool TryParse(string? s, IFormatProvider? provider, out Milliseconds result)
    {
        result = default;
        var text = s.AsSpan().Trim();
        foreach (var unit in Units)
        {
            if (text.EndsWith(unit.Name, StringComparison.OrdinalIgnoreCase))
            {
                var read = double.TryParse(text[..^unit.Name.Length].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0 && double.IsFinite(number);
                result = read ? new Milliseconds(number * unit.Factor) : default;
                return read;
            }
        }

        return false;
    }

    /// <summary>The number of such durations per second; infinite for a duration of zero.</summary>
    public double PerSecond => 1e3 / Value;

    /// <inheritdoc/>
    public int CompareTo(Milliseconds other) => Value.CompareTo(other.Value);

    /// <summary>Three significant digits: "0.191 ms", "12.3 ms".</summary>
    public override string ToString() => $"{Significant.Three(Value)} ms";
}
