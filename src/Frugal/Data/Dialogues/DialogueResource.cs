using System.Text.Json;

namespace Frugal.Data.Dialogues;

/// <summary>Reads the corpus's files, which are embedded in this library.</summary>
internal static class DialogueResource
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static T Read<T>(string name)
    {
        using var stream = typeof(DialogueResource).Assembly.GetManifestResourceStream($"dialogues/{name}.json")!;
        return JsonSerializer.Deserialize<T>(stream, Json)!;
    }
}
