using System.Globalization;
using System.Text.Json.Nodes;
using Plotly.NET.CSharp;

namespace Plotly.NET;

/// <summary>Values and optional settings as Plotly JSON.</summary>
internal static class Figures
{
    public static JsonArray Array<T>(IEnumerable<T> values)
        where T : IConvertible => new([.. values.Select(Value)]);

    public static JsonArray Matrix<T>(IEnumerable<IEnumerable<T>> rows)
        where T : IConvertible => new([.. rows.Select(Array)]);

    /// <summary>A datum; what is no finite number is a gap.</summary>
    public static JsonNode? Value<T>(T value)
        where T : IConvertible => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool yes => JsonValue.Create(yes),
        char letter => JsonValue.Create(letter.ToString()),
        double number => double.IsFinite(number) ? JsonValue.Create(number) : null,
        float number => float.IsFinite(number) ? JsonValue.Create(number) : null,
        decimal number => JsonValue.Create(number),
        DateTime moment => JsonValue.Create(moment.ToString("O", CultureInfo.InvariantCulture)),
        Enum name => JsonValue.Create(name.ToString()),
        _ => JsonValue.Create(value.ToInt64(CultureInfo.InvariantCulture)),
    };

    /// <summary>Sets <paramref name="name"/> where <paramref name="value"/> was given.</summary>
    public static JsonObject Set<T>(this JsonObject target, string name, Optional<T> value, Func<T, JsonNode?> convert)
    {
        if (value.IsSome)
        {
            target[name] = convert(value.Value);
        }

        return target;
    }

    public static JsonObject Set(this JsonObject target, string name, Optional<string> value) => target.Set(name, value, text => JsonValue.Create(text));

    public static JsonObject Set(this JsonObject target, string name, Optional<bool> value) => target.Set(name, value, yes => JsonValue.Create(yes));

    public static JsonObject Set(this JsonObject target, string name, Optional<int> value) => target.Set(name, value, number => JsonValue.Create(number));

    public static JsonObject Set(this JsonObject target, string name, Optional<double> value) => target.Set(name, value, number => JsonValue.Create(number));

    public static JsonObject Set(this JsonObject target, string name, Optional<Color> value) => target.Set(name, value, color => color.ToJson());

    /// <summary>Sets <paramref name="name"/> to <paramref name="part"/>.</summary>
    public static JsonObject With(this JsonObject target, string name, JsonObject part)
    {
        target[name] = part;
        return target;
    }

    /// <summary>Text of all data, or of each.</summary>
    public static JsonObject SetText<T>(this JsonObject target, Optional<T> text, Optional<IEnumerable<T>> texts)
        where T : IConvertible => target.Set("text", text, Value).Set("text", texts, Array);
}
