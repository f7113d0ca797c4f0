using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Frugal.Grading.Cards.Converters;

/// <summary>JSON options for results in other systems' formats.</summary>
internal static class ConverterJson
{
    /// <summary>snake_case, indented, without null values.</summary>
    public static JsonSerializerOptions Snake { get; } = Create(JsonNamingPolicy.SnakeCaseLower);

    /// <summary>kebab-case, indented, without null values.</summary>
    public static JsonSerializerOptions Kebab { get; } = Create(JsonNamingPolicy.KebabCaseLower);

    private static JsonSerializerOptions Create(JsonNamingPolicy names) => new()
    {
        PropertyNamingPolicy = names,
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };
}
