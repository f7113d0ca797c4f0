using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Frugal.Quantization;

/// <summary>Converts the steps of a recipe, by their interface: an object with the property <c>step</c>, the step's name, beside the step's own properties.</summary>
internal sealed class StepConverters(ImmutableSortedDictionary<string, Type> steps) : JsonConverterFactory
{
    private const string Property = "step";

    /// <summary>The name of a step in files: "fit-bytes" for FitBytesStep.</summary>
    public static string NameOf(Type step) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(step.Name.EndsWith("Step", StringComparison.Ordinal) ? step.Name[..^"Step".Length] : step.Name);

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsInterface && typeToConvert.Name.EndsWith("Step", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert), steps)!;

    private sealed class Converter<TStep>(ImmutableSortedDictionary<string, Type> steps) : JsonConverter<TStep> where TStep : class
    {
        private readonly string[] allowed = [.. steps.Where(step => step.Value.IsAssignableTo(typeof(TStep))).Select(step => step.Key)];

        public override TStep Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            var content = JsonNode.Parse(ref reader) as JsonObject ?? throw new FrugalException($"a step is an object with the property \"{Property}\". Allowed steps: {string.Join(", ", allowed)}.");
            content.Remove(Property, out var named);
            var name = named is JsonValue value && value.TryGetValue(out string? text) ? text : null;
            if (name is null || !allowed.Contains(name))
            {
                throw new FrugalException($"unknown step {named?.ToJsonString() ?? "without a name"}. Allowed steps: {string.Join(", ", allowed)}.");
            }

            try
            {
                return (TStep)content.Deserialize(steps[name], options)!;
            }
            catch (Exception wrong) when (wrong is JsonException or FrugalException)
            {
                throw new FrugalException($"step '{name}': {wrong.Message.ReplaceLineEndings(" ")}", wrong);
            }
        }

        public override void Write(Utf8JsonWriter writer, TStep value, JsonSerializerOptions options)
        {
            var content = (JsonObject)JsonSerializer.SerializeToNode(value, value.GetType(), options)!;
            new JsonObject([new(Property, NameOf(value.GetType())), .. content.Select(property => KeyValuePair.Create(property.Key, property.Value?.DeepClone()))]).WriteTo(writer, options);
        }
    }
}
