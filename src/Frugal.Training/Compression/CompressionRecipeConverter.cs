using System.Text.Json;
using System.Text.Json.Serialization;

namespace Frugal.Compression;

/// <summary>A compression recipe as a list of its steps.</summary>
internal sealed class CompressionRecipeConverter : JsonConverter<CompressionRecipe>
{
    /// <inheritdoc/>
    public override CompressionRecipe Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(JsonSerializer.Deserialize<ICompressionStep[]>(ref reader, options)!);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, CompressionRecipe value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.Steps.ToArray(), options);
}
