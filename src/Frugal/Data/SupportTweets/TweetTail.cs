namespace Frugal.Data.SupportTweets;

/// <summary>What an author adds to the sentence, and what it changes.</summary>
/// <param name="Part">The sentences' name in <c>surroundings.json</c>; null for nothing.</param>
internal readonly record struct TweetTail(string? Part)
{
    public static TweetTail None => new(null);

    /// <summary>Draws what suits a sentence.</summary>
    public static TweetTail Choose(TweetIntent intent, ref SplitMix64 random)
    {
        var kpis = intent.Kpis;
        var draw = random.NextSingle();
        if (kpis.IsClaim)
        {
            var technical = kpis.Incident is TweetIncident.Outage or TweetIncident.Slowdown or TweetIncident.Equipment;
            return new(draw switch
            {
                < 0.32f => null,
                < 0.58f => "angry",
                < 0.65f => kpis.Sentiment == TweetSentiment.Negative ? "ironic" : null,
                < 0.83f => "polite",
                _ when !technical => intent.Weight > 0 ? "angry" : null,
                < 0.95f => "urgent",
                _ => "critical",
            });
        }

        return new(kpis.Sentiment switch
        {
            TweetSentiment.Positive when draw < 0.4f => "happy",
            TweetSentiment.Negative when draw < 0.3f => "angry",
            TweetSentiment.Neutral when intent.Asks && draw < 0.2f => "polite",
            _ => null,
        });
    }

    /// <summary>The figures of the whole tweet.</summary>
    public TweetKpis Apply(TweetKpis kpis) => Part switch
    {
        "angry" or "ironic" => kpis with { Sentiment = TweetSentiment.Negative },
        "polite" when kpis.IsClaim => kpis with { Sentiment = TweetSentiment.Neutral },
        "urgent" when kpis.Urgency < TweetUrgency.High => kpis with { Urgency = TweetUrgency.High },
        "critical" => kpis with { Urgency = TweetUrgency.Critical },
        _ => kpis,
    };

    /// <summary>The group of emoji that suits the tweet.</summary>
    public string Emoji(TweetKpis kpis) => Part == "ironic" ? "ironic" : kpis.Sentiment switch
    {
        TweetSentiment.Negative => "negative",
        TweetSentiment.Neutral => "neutral",
        _ => "positive",
    };
}
