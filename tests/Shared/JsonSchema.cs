using System.Text.Json;

namespace Frugal.Tests.Shared;

/// <summary>As much of JSON Schema (2020-12) as the project's schemas use: type, properties, required, additionalProperties (a schema; without one an
/// unknown field is refused), items, minItems, maxItems, minLength, minimum, maximum, enum, anyOf, $ref to $defs.</summary>
internal static class JsonSchema
{
    public static IEnumerable<string> Violations(JsonElement value, JsonElement schema) => Violations(value, schema, schema, "$");

    private static IEnumerable<string> Violations(JsonElement value, JsonElement schema, JsonElement root, string at)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Violations(value, root.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]), root, at);
        }

        if (schema.TryGetProperty("anyOf", out var choices))
        {
            var each = choices.EnumerateArray().Select(choice => Violations(value, choice, root, at).ToArray()).ToArray();
            return each.Any(found => found.Length == 0) ? [] : each[^1];
        }

        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(name => IsOf(value, name)))
        {
            return [$"{at}: {value.ValueKind} is not {type}"];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => OfObject(value, schema, root, at),
            JsonValueKind.Array => OfArray(value, schema, root, at),
            JsonValueKind.Number => OfNumber(value.GetDouble(), schema, at),
            JsonValueKind.String when schema.TryGetProperty("minLength", out var least) && value.GetString()!.Length < least.GetInt32() => [$"{at}: too short"],
            JsonValueKind.String when schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(item => item.GetString() == value.GetString()) => [$"{at}: '{value}' is not allowed"],
            _ => [],
        };
    }

    private static IEnumerable<string> OfObject(JsonElement value, JsonElement schema, JsonElement root, string at)
    {
        var properties = schema.TryGetProperty("properties", out var named) ? named : default;
        var others = schema.TryGetProperty("additionalProperties", out var any) && any.ValueKind == JsonValueKind.Object ? any : (JsonElement?)null;
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().ToArray() : [];
        var missing = required.Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{at}.{name}: missing");
        return missing.Concat(value.EnumerateObject().SelectMany(field => properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(field.Name, out var inner) ? Violations(field.Value, inner, root, $"{at}.{field.Name}")
            : others is { } schemaOfOthers ? Violations(field.Value, schemaOfOthers, root, $"{at}.{field.Name}")
            : [$"{at}.{field.Name}: unknown"]));
    }

    private static IEnumerable<string> OfArray(JsonElement value, JsonElement schema, JsonElement root, string at)
    {
        var length = value.GetArrayLength();
        if ((schema.TryGetProperty("minItems", out var least) && length < least.GetInt32()) || (schema.TryGetProperty("maxItems", out var most) && length > most.GetInt32()))
        {
            return [$"{at}: {length} items"];
        }

        return value.EnumerateArray().SelectMany((item, i) => Violations(item, schema.GetProperty("items"), root, $"{at}[{i}]"));
    }

    private static IEnumerable<string> OfNumber(double value, JsonElement schema, string at) =>
        (schema.TryGetProperty("minimum", out var least) && value < least.GetDouble()) || (schema.TryGetProperty("maximum", out var most) && value > most.GetDouble())
            ? [$"{at}: {value} is out of range"]
            : [];

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(name => name.GetString()!) : [type.GetString()!];

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException(type),
    };
}
