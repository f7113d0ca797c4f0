using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Frugal.Site.Building;

/// <summary>The index of the search, which every page loads.</summary>
internal static class SearchIndex
{
    /// <summary>Pages below this folder are found by their headings, the names of types: their text is two thirds of the whole site's.</summary>
    private const string ByHeadings = "reference/";

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
        foreach (var entry in (index["docs"] as JsonArray ?? []).OfType<JsonObject>().Where(entry => ((string?)entry["location"])?.StartsWith(ByHeadings, StringComparison.Ordinal) == true))
        {
            entry["text"] = "";
        }

        var text = index.ToJsonString(Layout);
        File.WriteAllText(file + ".json", text, new UTF8Encoding(false));
        File.WriteAllText(file + ".js", "var __index = " + text, new UTF8Encoding(false));
    }
}
