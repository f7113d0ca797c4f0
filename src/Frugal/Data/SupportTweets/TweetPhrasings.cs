using System.Collections.Frozen;
using System.Text.Json.Serialization;
using Frugal.Data.Dialogues;

namespace Frugal.Data.SupportTweets;

/// <summary>What people tweet about (<c>Phrasings/intents.json</c>) and what surrounds it (<c>surroundings.json</c>).</summary>
internal sealed class TweetPhrasings
{
    private static readonly Lazy<TweetPhrasings> Read = new(() => new());

    private TweetPhrasings()
    {
        Intents = [.. EmbeddedJson.Read<IntentFile>("support-tweets/intents.json").Intents.Select(intent => new TweetIntent(intent))];
        ByChance = [.. Intents.SelectMany(intent => Enumerable.Repeat(intent, intent.Weight))];
        var file = EmbeddedJson.Read<SurroundingsFile>("support-tweets/surroundings.json");
        Slots = file.Slots.ToFrozenDictionary();
        Parts = file.Parts.ToFrozenDictionary(part => part.Key, part => new TweetSentences(part.Value));
        (Hashtags, Emoji, Handles) = (file.Hashtags, file.Emoji, file.Handles);
        Abbreviations = new(file.Abbreviations.English.ToFrozenDictionary(), file.Abbreviations.French.ToFrozenDictionary());
    }

    public static TweetPhrasings Default => Read.Value;

    public TweetIntent[] Intents { get; }

    /// <summary>Each intent as often as its weight.</summary>
    public TweetIntent[] ByChance { get; }

    public FrozenDictionary<string, InLanguages<string[]>> Slots { get; }

    public FrozenDictionary<string, TweetSentences> Parts { get; }

    public IReadOnlyDictionary<string, InLanguages<string[]>> Hashtags { get; }

    public IReadOnlyDictionary<string, string[]> Emoji { get; }

    public InLanguages<FrozenDictionary<string, string>> Abbreviations { get; }

    public HandleParts Handles { get; }

    public TweetIntent Intent(string id) => Intents.First(intent => intent.Id == id);

    internal sealed record Sentences(string[] Phrases, string[] HeldOut);

    internal sealed record IntentEntry(
        string Id, int Weight, string[] Topics, TweetIncident Incident, bool Claim, TweetSentiment Sentiment, TweetUrgency Urgency,
        [property: JsonPropertyName("en")] Sentences English, [property: JsonPropertyName("fr")] Sentences French);

    internal sealed record HandleParts(string[] First, string[] Last);

    private sealed record IntentFile(IntentEntry[] Intents);

    private sealed record SurroundingsFile(
        Dictionary<string, InLanguages<string[]>> Slots,
        Dictionary<string, InLanguages<Sentences>> Parts,
        Dictionary<string, InLanguages<string[]>> Hashtags,
        Dictionary<string, string[]> Emoji,
        InLanguages<Dictionary<string, string>> Abbreviations,
        HandleParts Handles);
}

/// <summary>Sentences of one kind, in both languages.</summary>
internal sealed class TweetSentences(InLanguages<TweetPhrasings.Sentences> sentences)
{
    private readonly InLanguages<TweetPhrase[]> training = new(Cut(sentences.English.Phrases), Cut(sentences.French.Phrases));
    private readonly InLanguages<TweetPhrase[]> heldOut = new(Cut(sentences.English.HeldOut), Cut(sentences.French.HeldOut));

    /// <summary>The sentences of one split; where none is held out, as with greetings, those of training serve both.</summary>
    public TweetPhrase[] Of(ChatLanguage language, bool held) => held && heldOut[language].Length > 0 ? heldOut[language] : training[language];

    private static TweetPhrase[] Cut(string[] texts) => [.. texts.Select(text => new TweetPhrase(text))];
}

/// <summary>One thing that people tweet about.</summary>
internal sealed class TweetIntent(TweetPhrasings.IntentEntry entry)
{
    public string Id { get; } = entry.Id;

    /// <summary>How often it comes, 0 for replies.</summary>
    public int Weight { get; } = entry.Weight;

    /// <summary>Whether its sentences are questions.</summary>
    public bool Asks { get; } = entry.Id.StartsWith("question-", StringComparison.Ordinal);

    /// <summary>The figures of its sentences alone.</summary>
    public TweetKpis Kpis { get; } = new(entry.Sentiment, entry.Claim, entry.Urgency, entry.Topics.Aggregate(TweetTopics.None, (topics, name) => topics | TweetTopicNames.Parse(name)), entry.Incident);

    public TweetSentences Sentences { get; } = new(new(entry.English, entry.French));
}
