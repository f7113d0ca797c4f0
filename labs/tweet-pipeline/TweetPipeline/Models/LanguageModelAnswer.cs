using System.Text.Json;
using Frugal.Data.SupportTweets;
using TweetPipeline.Tweets;

namespace TweetPipeline.Models;

/// <summary>What a language model said about a tweet; null where it said nothing usable.</summary>
public sealed record LanguageModelAnswer(TweetSentiment? Sentiment, bool? IsClaim, TweetUrgency? Urgency, TweetTopics? Topics, TweetIncident? Incident)
{
    /// <summary>Whether anything of it can be used.</summary>
    public bool IsUsable => Sentiment is not null || IsClaim is not null || Urgency is not null || Topics is not null || Incident is not null;

    /// <summary>Reads an answer: the first JSON object in it. Unknown values and properties are passed over; null if there is no such object, or nothing in it is usable.</summary>
    public static LanguageModelAnswer? Parse(string text)
    {
        var (start, end) = (text.IndexOf('{', StringComparison.Ordinal), text.LastIndexOf('}'));
        if (start < 0 || end < start)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(text.AsMemory(start, end - start + 1), new() { MaxDepth = 8, AllowTrailingCommas = true });
            var root = json.RootElement;
            var answer = new LanguageModelAnswer(KpiNames.Sentiment(Text(root, "sentiment")), Truth(root, "is_claim"), KpiNames.Urgency(Text(root, "urgency")), TopicsOf(root), KpiNames.Incident(Text(root, "incident")));
            return answer.IsUsable ? answer : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool? Truth(JsonElement root, string name) => !root.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static TweetTopics? TopicsOf(JsonElement root) => root.TryGetProperty("topics", out var list) && list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(topic => topic.ValueKind == JsonValueKind.String)
        ? KpiNames.Topics(list.EnumerateArray().Select(topic => topic.GetString()!))
        : null;
}
