using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Frugal.Grading.Cards.Converters;

/// <summary>How results for other systems are written.</summary>
internal static class ConverterJson
{
    /// <summary>snake_case, indented, what is null left out.</summary>
    public static JsonSerializerOptions Snake { get; } = Create(JsonNamingPolicy.SnakeCaseLower);

    /// <summary>kebab-case, indented, what is null left out.</summary>
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
