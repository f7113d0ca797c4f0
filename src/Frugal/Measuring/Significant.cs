using System.Globalization;

namespace Frugal.Measuring;

/// <summary>Formats numbers for reading: three significant digits, no exponent, a full stop for the decimal mark.</summary>
internal static class Significant
{
    /// <summary>"0.0913", "1.54", "12.3", "456", "12345".</summary>
    public static string Three(double value)
    {
        var magnitude = Math.Abs(value);
        var decimals = magnitude switch
        {
            0 => 0,
            >= 99.95 => 0,
            >= 9.995 => 1,
            >= 0.9995 => 2,
            >= 0.09995 => 3,
            _ => 4,
        };
        var text = value.ToString("F" + decimals, CultureInfo.InvariantCulture);
        return value == Math.Truncate(value) && magnitude < 1e15 ? value.ToString("F0", CultureInfo.InvariantCulture) : text;
    }

    /// <summary>A count with its magnitude as a letter: "812", "1.61 M", "38.2 G".</summary>
    public static string Count(double value) => Math.Abs(value) switch
    {
        < 999.5 => Three(value),
        < 999.5e3 => Three(value / 1e3) + " k",
        < 999.5e6 => Three(value / 1e6) + " M",
        _ => Three(value / 1e9) + " G",
    };
}
