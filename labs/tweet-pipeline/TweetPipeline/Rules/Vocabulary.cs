using System.Text.Json;
using System.Text.Json.Serialization;

namespace TweetPipeline.Rules;

/// <summary>The words by which the rules go, in English and French (<c>vocabulary.json</c>). The first ten groups are the topics, in the order of their bits.</summary>
public static partial class Vocabulary
{
    private static readonly string[] Names =
    [
        "network", "billing", "mobile", "internet", "tv", "phone", "customer_service", "contract", "delivery", "security",
        "down", "slow", "equipment", "amount", "fraud", "trouble", "noTrouble", "complaint", "solved", "notSolved", "urgent", "critical", "notCritical", "asks",
    ];

    /// <summary>Number of groups.</summary>
    public static int Groups => Names.Length;

    /// <summary>All terms of both languages; one that both have, once.</summary>
    public static IReadOnlyList<Term> Terms { get; } = Load();

    /// <summary>The number of a group.</summary>
    public static int Group(string name) => Array.IndexOf(Names, name);

    private static Term[] Load()
    {
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream("vocabulary.json")!;
        var groups = JsonSerializer.Deserialize(stream, VocabularyJson.Default.DictionaryStringDictionaryStringStringArray)!;
        return [.. from @group in groups
                   from term in @group.Value.Values.SelectMany(terms => terms).Distinct()
                   select new Term(PlainWords.Of(term.TrimEnd('*')).Trim(), term.EndsWith('*'), Group(@group.Key))];
    }

    [JsonSerializable(typeof(Dictionary<string, Dictionary<string, string[]>>))]
    private sealed partial class VocabularyJson : JsonSerializerContext;
}
