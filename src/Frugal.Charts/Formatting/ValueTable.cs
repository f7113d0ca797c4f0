using System.Collections;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Frugal.Charts.Formatting;

/// <summary>A value as a table: a row per element and a column per property, or a row per property of a single object. Limited in both directions.</summary>
internal sealed record ValueTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, string? Note)
{
    private const int MostRows = 100;
    private const int MostColumns = 30;

    /// <summary>The table of <paramref name="value"/>; null if it is neither a collection of objects nor a plain record of properties.</summary>
    public static ValueTable? Of(object value) => value switch
    {
        string => null,
        IDictionary pairs => OfPairs(pairs),
        IEnumerable elements when !HasOwnText(value.GetType()) => OfElements(elements),
        _ when HasOwnText(value.GetType()) => null,
        _ => OfProperties(value),
    };

    /// <summary>Whether a type defines its own text: it overrides ToString and is not a record, tuple or anonymous type.</summary>
    public static bool HasOwnText(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || typeof(Type).IsAssignableFrom(type) || typeof(Exception).IsAssignableFrom(type)
        || (type.GetMethod(nameof(ToString), Type.EmptyTypes) is { } text && text.DeclaringType != typeof(object) && text.DeclaringType != typeof(ValueType)
            && !text.IsDefined(typeof(CompilerGeneratedAttribute)) && !typeof(ITuple).IsAssignableFrom(type) && !IsAnonymous(type) && !IsList(type));

    public string ToHtml()
    {
        var html = new StringBuilder("<table><thead><tr>");
        foreach (var column in Columns)
        {
            html.Append("<th>").Append(WebUtility.HtmlEncode(column)).Append("</th>");
        }

        html.Append("</tr></thead><tbody>");
        foreach (var row in Rows)
        {
            html.Append("<tr>");
            foreach (var field in row)
            {
                html.Append("<td>").Append(WebUtility.HtmlEncode(field)).Append("</td>");
            }

            html.Append("</tr>");
        }

        html.Append("</tbody></table>");
        return Note is null ? html.ToString() : html.Append("<p>").Append(WebUtility.HtmlEncode(Note)).Append("</p>").ToString();
    }

    public string ToText()
    {
        var widths = Columns.Select((column, at) => Rows.Select(row => row[at].Length).Append(column.Length).Max()).ToArray();
        IEnumerable<IReadOnlyList<string>> lines = [Columns, [.. widths.Select(width => new string('-', width))], .. Rows];
        var text = string.Join('\n', lines.Select(line => string.Join("  ", line.Select((field, at) => field.ReplaceLineEndings(" ").PadRight(widths[at]))).TrimEnd()));
        return Note is null ? text : $"{text}\n{Note}";
    }

    private static ValueTable OfPairs(IDictionary pairs)
    {
        List<IReadOnlyList<string>> rows = [];
        foreach (DictionaryEntry pair in pairs)
        {
            if (rows.Count == MostRows)
            {
                break;
            }

            rows.Add([ValueText.Short(pair.Key), ValueText.Short(pair.Value)]);
        }

        return new(["key", "value"], rows, pairs.Count > MostRows ? $"{MostRows} of {pairs.Count} rows" : null);
    }

    private static ValueTable? OfElements(IEnumerable elements)
    {
        List<object?> first = [];
        var more = false;
        foreach (var element in elements)
        {
            if (first.Count == MostRows)
            {
                more = true;
                break;
            }

            first.Add(element);
        }

        var types = first.Where(element => element is not null).Select(element => element!.GetType()).Distinct().ToList();
        if (types.Count != 1 || HasOwnText(types[0]) || IsList(types[0]) || Members(types[0]) is not { Count: > 0 } members)
        {
            return null;   // plain values fit on one line of text
        }

        var rows = first.Select(element => (IReadOnlyList<string>)[.. members.Select(member => element is null ? "" : member.Read(element))]).ToList();
        var note = !more ? null : elements is ICollection all ? $"{MostRows} of {all.Count} rows" : $"the first {MostRows} rows";
        return new([.. members.Select(member => member.Name)], rows, note);
    }

    private static ValueTable? OfProperties(object value) =>
        Members(value.GetType()) is { Count: > 0 } members
            ? new(["property", "value"], [.. members.Select(member => (IReadOnlyList<string>)[member.Name, member.Read(value)])], null)
            : null;

    private static List<(string Name, Func<object, string> Read)> Members(Type type)
    {
        var fields = type.GetFields(BindingFlags.Public | BindingFlags.Instance).Select(field => (field.Name, Read: (Func<object, object?>)field.GetValue));
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0 && property.GetMethod!.IsPublic && !property.PropertyType.IsByRefLike)
            .Where(property => !typeof(ITuple).IsAssignableFrom(type) || property.Name.StartsWith("Item", StringComparison.Ordinal))
            .Select(property => (property.Name, Read: (Func<object, object?>)property.GetValue));
        return [.. properties.Concat(fields).Take(MostColumns).Select(member => (member.Name, Guard(member.Read)))];
    }

    /// <summary>If a property throws, its cell shows the exception.</summary>
    private static Func<object, string> Guard(Func<object, object?> read) => owner =>
    {
        try
        {
            return ValueText.Short(read(owner));
        }
        catch (TargetInvocationException failure)
        {
            return $"({failure.InnerException?.GetType().Name}: {failure.InnerException?.Message})";
        }
    };

    private static bool IsAnonymous(Type type) => type.Name.Contains("AnonymousType", StringComparison.Ordinal);

    private static bool IsList(Type type) => typeof(IEnumerable).IsAssignableFrom(type) && type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true && type != typeof(string);
}
