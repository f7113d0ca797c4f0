using System.Globalization;
using System.Text.Json.Nodes;

namespace Plotly.NET;

/// <summary>A colour, or one for each datum, or numbers on the trace's colour scale.</summary>
public sealed class Color
{
    private readonly Func<JsonNode> json;

    private Color(Func<JsonNode> json) => this.json = json;

    public static Color fromARGB(int a, int r, int g, int b)
    {
        if (new[] { a, r, g, b }.Any(component => component is < 0 or > 255))
        {
            throw new ArgumentException("Value for component needs to be between 0 and 255.");
        }

        return fromString(string.Create(CultureInfo.InvariantCulture, $"rgba({r}, {g}, {b}, {a / 255.0:0.0})"));
    }

    public static Color fromRGB(int r, int g, int b) => fromARGB(255, r, g, b);

    public static Color fromHex(string s)
    {
        var digits = s.TrimStart('#');
        return digits.Length == 6 && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? fromRGB(value >> 16, (value >> 8) & 255, value & 255)
            : throw new ArgumentException("Invalid hex color format", nameof(s));
    }

    public static Color fromColors(IEnumerable<Color> c)
    {
        var all = c.ToArray();
        return new(() => new JsonArray([.. all.Select(color => color.ToJson())]));
    }

    public static Color fromString(string c) => new(() => JsonValue.Create(c));

    internal JsonNode ToJson() => json();
}
