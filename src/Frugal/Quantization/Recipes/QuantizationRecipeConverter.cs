using System.Text.Json;
using System.Text.Json.Serialization;

namespace Frugal.Quantization;

/// <summary>A quantisation recipe as an object of its options and its steps.</summary>
internal sealed class QuantizationRecipeConverter : JsonConverter<QuantizationRecipe>
{
    /// <inheritdoc/>
    public override QuantizationRecipe Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var content = JsonSerializer.Deserialize<Content>(ref reader, options)!;
        return new QuantizationRecipe(content.Steps ?? []) { Options = content.Options ?? new() };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, QuantizationRecipe value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, new Content(value.Options, [.. value.Steps]), options);

    private sealed record Content(QuantizationOptions? Options, IReadOnlyList<IQuantizationStep>? Steps);
}
