using Frugal;

namespace TweetPipeline.Reading;

/// <summary>Which column holds what. Other names that exports use are known too.</summary>
public static class TweetColumns
{
    private static readonly string[][] Known =
    [
        ["id", "tweet_id", "id_str", "status_id"],
        ["text", "full_text", "tweet", "content", "body"],
        ["created_at", "date", "timestamp"],
        ["author", "user", "username", "screen_name"],
        ["language", "lang"],
    ];

    /// <summary>All names, for a reader that looks for them: id first, then text, then the others.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.SelectMany(names => names)];

    /// <summary>The index of each column in a header: id, text, time, author, language; -1 for one that is missing.</summary>
    /// <exception cref="FrugalException">There is no column with the text.</exception>
    public static int[] Find(string path, IReadOnlyList<string> header)
    {
        int[] places = [.. Known.Select(names => names.Select(name => Index(header, name)).FirstOrDefault(index => index >= 0, -1))];
        return places[1] >= 0 ? places : throw new FrugalException(
            $"{path}: line 1 has no column for the text. Its columns: {string.Join(", ", header.Take(20).Select(Shown))}. Expected one of: {string.Join(", ", Known[1])}. Rename the column.");
    }

    private static int Index(IReadOnlyList<string> header, string name)
    {
        for (var i = 0; i < header.Count; i++)
        {
            if (header[i].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    private static string Shown(string name) => name.Length > 40 ? name[..40] + "…" : name;
}
