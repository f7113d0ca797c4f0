using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Frugal.Site.Building;

/// <summary>The index of the search, which every page loads.</summary>
internal static class SearchIndex
{
    /// <summary>Pages below this folder are found by the names of types: their text is two thirds of the whole site's.</summary>
    private const string Reference = "reference/";

    /// <summary>
    /// Pages below this folder are found by the beginnings of their sections: MkDocs writes their text twice, for the page and for each section, and after its first sentences a section is mostly code and outputs.
    /// </summary>
    private const string Notebooks = "notebooks/";

    /// <summary>Characters of a notebook's section.</summary>
    private const int OfSection = 1000;

    /// <summary>Stands between the type and the member in the anchor of a member.</summary>
    private const string OfMember = "--";

    private static readonly JsonSerializerOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Shortens the index that MkDocs wrote, and writes it as a script too: a page opened from disk can load it as a script only.</summary>
    /// <param name="folder">The folder of a built language.</param>
    public static void Complete(string folder)
    {
        var file = Path.Combine(folder, "search", "search_index");
        if (!File.Exists(file + ".json"))
        {
            return;
        }

        var index = JsonNode.Parse(File.ReadAllText(file + ".json"))!;
        if (index["docs"] is JsonArray entries)
        {
            Shorten(entries);
            foreach (var entry in entries.OfType<JsonObject>().Where(entry => Text(entry, "location").StartsWith(Notebooks, StringComparison.Ordinal)))
            {
                entry["text"] = Text(entry, "location").Contains('#', StringComparison.Ordinal) ? Beginning(Text(entry, "text")) : "";
            }
        }

        var text = index.ToJsonString(Layout);
        File.WriteAllText(file + ".json", text, new UTF8Encoding(false));
        File.WriteAllText(file + ".js", "var __index = " + text, new UTF8Encoding(false));
    }

    /// <summary>
    /// Leaves of the reference its namespaces and types. The theme ranks words of titles a thousand times above words of the text, so a type has its full name as title, which is one word,
    /// and its own name as text: a search for <c>pruning</c> shows the page on pruning before the types whose names begin so.
    /// </summary>
    private static void Shorten(JsonArray entries)
    {
        foreach (var entry in entries.OfType<JsonObject>().Where(entry => Text(entry, "location").StartsWith(Reference, StringComparison.Ordinal)).ToList())
        {
            var (location, title) = (Text(entry, "location"), Text(entry, "title"));
            if (location.Contains(OfMember, StringComparison.Ordinal))
            {
                entries.Remove(entry);
                continue;
            }

            var isType = location.Contains('#', StringComparison.Ordinal) && !title.Contains('.', StringComparison.Ordinal) && !title.Contains(' ', StringComparison.Ordinal);
            entry["title"] = isType ? $"{Namespace(location, entries)}.{title}" : title;
            entry["text"] = isType ? title : "";
        }
    }

    /// <summary>The whole words at the beginning of a text.</summary>
    private static string Beginning(string text) => text.Length <= OfSection ? text : text[..Math.Max(0, text.LastIndexOf(' ', OfSection))];

    /// <summary>The title of the page on which an entry lies.</summary>
    private static string Namespace(string location, JsonArray entries) =>
        entries.OfType<JsonObject>().Where(entry => Text(entry, "location") == location.Split('#')[0]).Select(entry => Text(entry, "title")).FirstOrDefault("Frugal");

    private static string Text(JsonObject entry, string name) => (string?)entry[name] ?? "";
}
