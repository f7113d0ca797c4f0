using System.Text.Json.Nodes;

namespace Frugal.Charts.Formatting;

/// <summary>One value in several representations; a front end shows the richest one that it supports.</summary>
public sealed class MimeBundle
{
    private readonly Dictionary<string, string> representations = [];

    /// <summary>Creates a bundle of plain text only.</summary>
    public MimeBundle(string text) => representations[Mime.Text] = text;

    /// <summary>The representation of type <paramref name="mime"/>; null if there is none.</summary>
    public string? this[string mime]
    {
        get => representations.GetValueOrDefault(mime);
        init => Set(mime, value);
    }

    /// <summary>The MIME types in the bundle.</summary>
    public IEnumerable<string> Types => representations.Keys;

    internal void Set(string mime, string? value)
    {
        if (value is not null)
        {
            representations[mime] = value;
        }
    }

    /// <summary>The bundle as Jupyter's <c>data</c>: text per type, and objects for the JSON types.</summary>
    public JsonObject ToJson()
    {
        var data = new JsonObject();
        foreach (var (mime, value) in representations)
        {
            data[mime] = Mime.IsJson(mime) ? JsonNode.Parse(value) : JsonValue.Create(value);
        }

        return data;
    }
}
