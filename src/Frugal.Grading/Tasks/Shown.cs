using System.Collections;
using System.Globalization;

namespace Frugal.Grading.Tasks;

/// <summary>Values as a message shows them: no quotes without a text, no type names, no truth values without a noun.</summary>
internal static class Shown
{
    private const int Items = 8;
    private const int Letters = 120;

    public static string Of(object? value) => value switch
    {
        null => "nothing",
        bool held => held ? "yes" : "no",
        "" => "an empty text",
        string text => text.Length <= Letters ? $"\"{text}\"" : $"\"{text[..Letters]}\"... ({text.Length.ToString("N0", CultureInfo.InvariantCulture)} characters)",
        float or double or Half or decimal => Number(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        IEnumerable values => All([.. values.Cast<object?>()]),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "nothing",
    };

    /// <summary>A whole number with all its digits, another with five.</summary>
    private static string Number(double value) =>
        value.ToString(Math.Abs(value) < 1e12 && value == Math.Floor(value) ? "0" : "G5", CultureInfo.InvariantCulture);

    private static string All(object?[] values) => values.Length == 0 ? "none"
        : string.Join(", ", values.Take(Items).Select(Of)) + (values.Length > Items ? $"... ({values.Length} in all)" : "");
}
