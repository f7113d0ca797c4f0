using Frugal.Data.SupportTweets;
using Frugal.Serving.Problems;
using TweetPipeline.Tweets;
using TweetPipeline.Writing;

namespace TweetPipeline.Web.Results;

/// <summary>Which rows are shown and exported. Each condition may be missing; several values of one are alternatives.</summary>
public sealed record TweetFilter
{
    private const int LongestSearch = 200;

    /// <summary>The sentiments.</summary>
    public IReadOnlyList<TweetSentiment> Sentiments { get; init; } = [];

    /// <summary>The urgencies.</summary>
    public IReadOnlyList<TweetUrgency> Urgencies { get; init; } = [];

    /// <summary>The incidents.</summary>
    public IReadOnlyList<TweetIncident> Incidents { get; init; } = [];

    /// <summary>The topics; a tweet with one of them is shown.</summary>
    public TweetTopics Topics { get; init; }

    /// <summary>Whether claims, or the others.</summary>
    public bool? Claim { get; init; }

    /// <summary>What the text, the author or the id contains, whatever the case.</summary>
    public string Search { get; init; } = "";

    /// <summary>Reads <c>?sentiment=negative&amp;claim=true&amp;urgency=high&amp;urgency=critical&amp;topic=billing&amp;incident=outage&amp;q=words</c>.</summary>
    /// <exception cref="ProblemException">A value is unknown: 400.</exception>
    public static TweetFilter Of(IQueryCollection query) => new()
    {
        Sentiments = Values(query, "sentiment", name => KpiNames.Sentiment(name), Names(KpiNames.Of, Enum.GetValues<TweetSentiment>())),
        Urgencies = Values(query, "urgency", name => KpiNames.Urgency(name), Names(KpiNames.Of, Enum.GetValues<TweetUrgency>())),
        Incidents = Values(query, "incident", name => KpiNames.Incident(name), Names(KpiNames.Of, Enum.GetValues<TweetIncident>())),
        Topics = Values(query, "topic", name => KpiNames.Topics([name]), string.Join(", ", TweetTopicNames.All)).Aggregate(TweetTopics.None, (all, topic) => all | topic),
        Claim = Values<bool>(query, "claim", name => bool.TryParse(name, out var claim) ? claim : null, "true, false") is [var only] ? only : null,
        Search = query["q"].ToString().Trim() is { Length: <= LongestSearch } search ? search : throw Problems.BadQuery("q", query["q"].ToString(), "up to 200 characters"),
    };

    /// <summary>Whether a row is shown.</summary>
    public bool Matches(in TweetResult row)
    {
        var kpis = row.Answer.Kpis;
        return Any(Sentiments, kpis.Sentiment) && Any(Urgencies, kpis.Urgency) && Any(Incidents, kpis.Incident)
            && (Topics == 0 || (kpis.Topics & Topics) != 0) && (Claim is null || Claim == kpis.IsClaim)
            && (Search.Length == 0 || Contains(row.Tweet.Text) || Contains(row.Tweet.Author) || Contains(row.Tweet.Id));
    }

    private static T[] Values<T>(IQueryCollection query, string name, Func<string, T?> parse, string allowed) where T : struct =>
        [.. query[name].Where(value => !string.IsNullOrEmpty(value)).Select(value => parse(value!) ?? throw Problems.BadQuery(name, value!, allowed))];

    private bool Contains(string text) => text.Contains(Search, StringComparison.OrdinalIgnoreCase);

    private static bool Any<T>(IReadOnlyList<T> allowed, T value) where T : struct, Enum => allowed.Count == 0 || allowed.Contains(value);

    private static string Names<T>(Func<T, string> name, T[] values) => string.Join(", ", values.Select(name));
}
