using System.Text.Json;
using System.Text.Json.Serialization;

namespace Frugal.Data;

/// <summary>Reads the texts of generated data sets, which are embedded in this library.</summary>
internal static class EmbeddedJson
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Reads one file.</summary>
    /// <param name="name">Its folder and name, such as <c>dialogues/course.json</c>.</param>
    public static T Read<T>(string name)
    {
        using var stream = typeof(EmbeddedJson).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<T>(stream, Json)!;
    }
}
