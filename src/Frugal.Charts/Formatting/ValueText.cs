using System.Collections;
using System.Globalization;
using System.Text;

namespace Frugal.Charts.Formatting;

/// <summary>A value as plain text: numbers in the invariant culture, short collections on one line, the rest as a table.</summary>
internal static class ValueText
{
    /// <summary>Maximum number of elements of a collection of plain values shown on one line.</summary>
    private const int LineElements = 50;

    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => text,
        bool yes => yes ? "true" : "false",
        char letter => letter.ToString(),
        Exception failure => $"{failure.GetType().FullName}: {failure.Message}",
        Type type => TypeNames.Of(type),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ when ValueTable.Of(value) is { } table => table.ToText(),
        IEnumerable elements => Line(elements),
        _ => value.ToString() ?? value.GetType().Name,
    };

    /// <summary>As <see cref="Of"/>, shortened to one line for a table cell.</summary>
    public static string Short(object? value)
    {
        var text = value is IEnumerable elements and not string && !ValueTable.HasOwnText(value.GetType()) ? Line(elements) : value is null ? "null"
            : ValueTable.HasOwnText(value.GetType()) || value is string ? Of(value) : TypeNames.Of(value.GetType());
        return text.Length <= 200 ? text : string.Concat(text.AsSpan(0, 199), "…");
    }

    private static string Line(IEnumerable elements)
    {
        var line = new StringBuilder("[");
        var count = 0;
        foreach (var element in elements)
        {
            if (count == LineElements)
            {
                return line.Append(elements is ICollection all ? $", … ({all.Count} in all)]" : ", …]").ToString();
            }

            line.Append(count++ == 0 ? " " : ", ").Append(element is IEnumerable and not string ? "[…]" : Short(element));
        }

        return line.Append(count == 0 ? "]" : " ]").ToString();
    }
}
