using System.Text.Json;

namespace Frugal.Data;

/// <summary>Reads the JSON of a catalogue, field by field: every program that opens a model by name starts here, and a serializer takes longer to start than this takes to read the file.</summary>
internal static class CatalogFile
{
    /// <summary>The entries, in the file's order. Fields that are unknown are passed over.</summary>
    /// <exception cref="JsonException">The file is not a catalogue.</exception>
    public static IReadOnlyList<CatalogEntry> Read(Stream stream)
    {
        using var document = JsonDocument.Parse(stream);
        var list = Field(document.RootElement, "entries", JsonValueKind.Array) ?? throw new JsonException("it lists no entries");
        var entries = new List<CatalogEntry>();
        foreach (var entry in list.EnumerateArray())
        {
            entries.Add(Entry(entry));
        }

        return entries;
    }

    private static CatalogEntry Entry(JsonElement entry) => new()
    {
        Name = Required(entry, "name"),
        Version = Required(entry, "version"),
        Summary = Required(entry, "summary"),
        Licence = Required(entry, "licence"),
        Card = Required(entry, "card"),
        Classes = Texts(entry, "classes"),
        Splits = Counts(entry, "splits"),
        Dialogues = Flag(entry, "dialogues"),
        Tweets = Flag(entry, "tweets"),
        Tasks = Tasks(entry, "tasks"),
        OtherTasks = Tasks(entry, "otherTasks"),
        Bytes = Number(entry, "bytes") ?? 0,
        Url = Text(entry, "url") is { } url ? Uri.TryCreate(url, UriKind.RelativeOrAbsolute, out var address) ? address : throw new JsonException($"'{url}' is not an address") : null,
        Package = Field(entry, "package", JsonValueKind.Object) is { } package
            ? new() { Id = Required(package, "id"), Version = Required(package, "version"), Path = Required(package, "path"), Resource = Text(package, "resource") } : null,
        Sha256 = Text(entry, "sha256"),
        GitTree = Text(entry, "gitTree"),
        Mirror = Field(entry, "mirror", JsonValueKind.Object) is { } mirror
            ? new() { Splits = Counts(mirror, "splits"), Bytes = Number(mirror, "bytes") ?? 0, ManifestSha256 = Required(mirror, "manifestSha256") } : null,
        Path = Text(entry, "path"),
        Generated = Flag(entry, "generated"),
        StandIn = Text(entry, "standIn"),
        Dataset = Text(entry, "dataset"),
        Parameters = Number(entry, "parameters"),
        Vocabulary = Field(entry, "vocabulary", JsonValueKind.Object) is { } vocabulary ? Entry(vocabulary) : null,
        Logits = Field(entry, "logits", JsonValueKind.Object) is { } logits ? new(Required(logits, "path"), Required(logits, "sha256")) : null,
        Metrics = Metrics(entry),
    };

    private static Dictionary<string, TextTaskForm> Tasks(JsonElement entry, string name)
    {
        var tasks = new Dictionary<string, TextTaskForm>();
        if (Field(entry, name, JsonValueKind.Object) is { } all)
        {
            foreach (var task in all.EnumerateObject())
            {
                var (classes, splits) = (Texts(task.Value, "classes"), Counts(task.Value, "splits"));
                tasks[task.Name] = classes.Count > 0 && splits.Count > 0
                    ? new() { Classes = classes, Splits = splits, Positive = Text(task.Value, "positive") } : throw new JsonException($"the task '{task.Name}' has no classes or no splits");
            }
        }

        return tasks;
    }

    private static Dictionary<string, double> Metrics(JsonElement entry)
    {
        var metrics = new Dictionary<string, double>();
        if (Field(entry, "metrics", JsonValueKind.Object) is { } all)
        {
            foreach (var metric in all.EnumerateObject())
            {
                metrics[metric.Name] = metric.Value.ValueKind == JsonValueKind.Number ? metric.Value.GetDouble() : throw Wrong(metric.Name, JsonValueKind.Number);
            }
        }

        return metrics;
    }

    private static Dictionary<string, int> Counts(JsonElement entry, string name)
    {
        var counts = new Dictionary<string, int>();
        if (Field(entry, name, JsonValueKind.Object) is { } all)
        {
            foreach (var count in all.EnumerateObject())
            {
                counts[count.Name] = count.Value.ValueKind == JsonValueKind.Number && count.Value.TryGetInt32(out var number) ? number : throw Wrong(count.Name, JsonValueKind.Number);
            }
        }

        return counts;
    }

    private static List<string> Texts(JsonElement entry, string name)
    {
        var texts = new List<string>();
        if (Field(entry, name, JsonValueKind.Array) is { } all)
        {
            foreach (var text in all.EnumerateArray())
            {
                texts.Add(text.ValueKind == JsonValueKind.String ? text.GetString()! : throw Wrong(name, JsonValueKind.String));
            }
        }

        return texts;
    }

    private static string Required(JsonElement entry, string name) => Text(entry, name) ?? throw new JsonException($"an entry has no field '{name}'");

    private static string? Text(JsonElement entry, string name) => Field(entry, name, JsonValueKind.String)?.GetString();

    private static long? Number(JsonElement entry, string name) =>
        Field(entry, name, JsonValueKind.Number) is { } number ? number.TryGetInt64(out var value) ? value : throw Wrong(name, JsonValueKind.Number) : null;

    private static bool Flag(JsonElement entry, string name) => entry.TryGetProperty(name, out var flag) && flag.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null => false,
        _ => throw Wrong(name, JsonValueKind.True),
    };

    /// <summary>A field; null if it is missing or null.</summary>
    private static JsonElement? Field(JsonElement entry, string name, JsonValueKind kind)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"what should have the field '{name}' is not an object");
        }

        return entry.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? field.ValueKind == kind ? field : throw Wrong(name, kind) : null;
    }

    private static JsonException Wrong(string name, JsonValueKind kind) => new($"the field '{name}' has another type than {kind.ToString().ToLowerInvariant()}");
}
