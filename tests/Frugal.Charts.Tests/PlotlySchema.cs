using System.Text.Json;

namespace Frugal.Charts.Tests;

/// <summary>Checks figures against plotly.js' documented schema, as far as plotly.golden.json keeps it.</summary>
internal static class PlotlySchema
{
    private static readonly JsonElement Schema =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "plotly.golden.json"))).RootElement;

    /// <summary>What of the figure plotly.js does not know, or would not take. The template that Plotly.NET adds to every chart is left out.</summary>
    public static IReadOnlyList<string> Faults(string figure)
    {
        using var document = JsonDocument.Parse(figure);
        List<string> faults = [.. Check("layout", document.RootElement.GetProperty("layout"), Schema.GetProperty("layout"))];
        foreach (var trace in document.RootElement.GetProperty("data").EnumerateArray())
        {
            var kind = trace.GetProperty("type").GetString()!;
            faults.AddRange(Schema.GetProperty("traces").TryGetProperty(kind, out var attributes) ? Check(kind, trace, attributes) : [$"no trace type {kind}"]);
        }

        return faults;
    }

    private static IEnumerable<string> Check(string owner, JsonElement value, JsonElement attributes) =>
        Leaves("", value).Where(leaf => (leaf.Path != "type" || owner == "layout") && !leaf.Path.StartsWith("template.", StringComparison.Ordinal)).SelectMany<(string Path, JsonElement Value), string>(leaf =>
            !attributes.TryGetProperty(leaf.Path, out var attribute) ? [$"{owner}.{leaf.Path} is not in the schema"]
            : Takes(attribute, leaf.Value) ? []
            : [$"{owner}.{leaf.Path} takes {attribute.GetProperty("valType").GetString()}, not {leaf.Value.GetRawText()}"]);

    private static IEnumerable<(string Path, JsonElement Value)> Leaves(string path, JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().SelectMany(member => Leaves(path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value))
            : [(path, value)];

    private static bool Takes(JsonElement attribute, JsonElement value)
    {
        var kind = attribute.GetProperty("valType").GetString();
        return kind switch
        {
            "data_array" or "info_array" => value.ValueKind == JsonValueKind.Array,
            "colorscale" => value.ValueKind == JsonValueKind.String || value.EnumerateArray().All(stop => stop.GetArrayLength() == 2 && stop[0].GetDouble() is >= 0 and <= 1),
            _ when value.ValueKind == JsonValueKind.Array => attribute.TryGetProperty("arrayOk", out var many) && many.GetBoolean() && value.EnumerateArray().All(one => Takes(attribute, one)),
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "number" or "integer" => value.ValueKind == JsonValueKind.Number && Within(attribute, value.GetDouble()),
            "string" or "color" => value.ValueKind == JsonValueKind.String,
            "flaglist" => value.GetString()!.Split('+').All(flag => Lists(attribute, "flags", flag) || Lists(attribute, "extras", flag)),
            "enumerated" => attribute.GetProperty("values").EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)),
            _ => kind == "any",
        };
    }

    private static bool Within(JsonElement attribute, double number) =>
        (!attribute.TryGetProperty("min", out var min) || number >= min.GetDouble()) && (!attribute.TryGetProperty("max", out var max) || number <= max.GetDouble());

    private static bool Lists(JsonElement attribute, string list, string text) =>
        attribute.TryGetProperty(list, out var items) && items.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.GetString() == text);
}
