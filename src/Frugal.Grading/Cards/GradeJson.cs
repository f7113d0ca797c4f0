using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Frugal.Grading.Grades;
using Frugal.Reporting;

namespace Frugal.Grading.Cards;

/// <summary>
/// A grade as <c>grade.json</c>: snake_case, verdicts and causes by name, as described by <c>grade.schema.json</c> beside this file.
/// A non-finite number (a figure that could not be measured) is written as null.
/// </summary>
public static class GradeJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false), new NumberOrNull() },
    };

    /// <summary>The JSON Schema (2020-12) of <c>grade.json</c>.</summary>
    public static string Schema => Templates.Text(typeof(GradeJson), "grade.schema.json");

    /// <summary>The grade as indented JSON.</summary>
    public static string Write(Grade grade) => JsonSerializer.Serialize(grade, Options) + "\n";

    /// <summary>Reads a grade written by <see cref="Write"/>.</summary>
    /// <exception cref="FrugalException">The text is not a grade.</exception>
    public static Grade Read(string json) => Read(json, "The text");

    /// <summary>Reads a <c>grade.json</c>.</summary>
    /// <exception cref="FrugalException">The file is missing or is not a grade.</exception>
    public static Grade ReadFile(string path)
    {
        try
        {
            return Read(File.ReadAllText(path), path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new FrugalException($"{path}: cannot be read ({cause.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Grade the lab first: dotnet test labs/NAME.", cause);
        }
    }

    private static Grade Read(string json, string source)
    {
        try
        {
            return JsonSerializer.Deserialize<Grade>(json, Options) ?? throw new JsonException("it is null.");
        }
        catch (JsonException cause)
        {
            throw new FrugalException($"{source}: not a grade ({cause.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Grade the lab again: dotnet test labs/NAME.", cause);
        }
    }

    private sealed class NumberOrNull : JsonConverter<double>
    {
        public override bool HandleNull => true;

        public override double Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
