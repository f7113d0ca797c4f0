using System.Globalization;
using Frugal.Data.Dialogues;

namespace Frugal.Data.SupportTweets;

/// <summary>What a tweet is, before it is written.</summary>
/// <param name="Intent">What it says.</param>
/// <param name="Language">Its language.</param>
/// <param name="Author">Its author's handle.</param>
/// <param name="Earlier">The place of the tweet that it answers or repeats; null if none.</param>
/// <param name="Copy">How it repeats.</param>
/// <param name="Place">The town of the outage that it is about; null if none.</param>
/// <param name="Owner">The author of the tweet that began the thread.</param>
internal readonly record struct TweetPlan(TweetIntent Intent, ChatLanguage Language, string Author, int? Earlier, TweetCopy Copy, string? Place, string Owner)
{
    /// <summary>Whether the operator itself writes.</summary>
    public bool IsOperator => Intent.Id == "agent-reply";
}

/// <summary>Plans tweets: a tweet's plan depends on the seed and its place, and on the plan of the tweet that it answers or repeats.</summary>
internal sealed class TweetPlanner(SupportTweetOptions options)
{
    private const long Plans = 0x706C616E73;      // "plans"
    private const long Outages = 0x6F757461676573;   // "outages"
    private const int Stretch = 250;    // tweets in which one outage can be talked of
    private const int Memory = 300;     // how far back an earlier tweet lies
    private static readonly string[] OutageIntents = ["internet-down", "mobile-outage", "internet-slow", "tv-down", "calls-dropping"];

    private readonly TweetPhrasings phrasings = TweetPhrasings.Default;
    private readonly TweetIntent[] outages = [.. OutageIntents.Select(TweetPhrasings.Default.Intent)];
    private readonly TweetIntent agent = TweetPhrasings.Default.Intent("agent-reply");
    private readonly TweetIntent followUp = TweetPhrasings.Default.Intent("followup");
    private readonly TweetIntent meToo = TweetPhrasings.Default.Intent("metoo");
    private readonly TweetIntent thanks = TweetPhrasings.Default.Intent("thanks-reply");

    private enum Kind
    {
        Own,
        Copy,
        Reply,
    }

    /// <summary>The plan of the tweet of that place.</summary>
    public TweetPlan Plan(int index)
    {
        var kind = Draw(index, out var random);
        return kind == Kind.Own || Earlier(index, kind, ref random) is not { } earlier
            ? Own(index, ref random)
            : kind == Kind.Copy ? Copied(Plan(earlier), earlier, ref random) : Reply(Plan(earlier), earlier, ref random);
    }

    private Kind Draw(int index, out SplitMix64 random)
    {
        random = new(options.Seed, Plans, index);
        var draw = random.NextSingle();
        return draw < options.Copies ? Kind.Copy : draw < options.Copies + options.Replies ? Kind.Reply : Kind.Own;
    }

    /// <summary>Copies repeat tweets of the author's own; replies also answer replies.</summary>
    private int? Earlier(int index, Kind kind, ref SplitMix64 random)
    {
        if (index == 0)
        {
            return null;
        }

        var near = random.NextSingle();   // squared: mostly recent ones
        for (var at = index - 1 - (int)(near * near * Math.Min(index, Memory)); at >= 0; at--)
        {
            var found = Draw(at, out _);
            if (found == Kind.Own || (kind == Kind.Reply && found == Kind.Reply))
            {
                return at;
            }
        }

        return null;
    }

    private TweetPlan Own(int index, ref SplitMix64 random)
    {
        var language = random.Chance((float)options.French) ? ChatLanguage.French : ChatLanguage.English;
        var intent = random.Choose(phrasings.ByChance);
        var author = Handle(ref random);
        var outage = new SplitMix64(options.Seed, Outages, index / Stretch);
        if (outage.Chance(0.25f) && random.Chance(0.3f))
        {
            return new(outage.Choose(outages), language, author, null, TweetCopy.None, outage.Choose(phrasings.Slots["place"][language]), author);
        }

        return new(intent, language, author, null, TweetCopy.None, null, author);
    }

    private TweetPlan Copied(TweetPlan earlier, int place, ref SplitMix64 random)
    {
        var copy = (TweetCopy)(1 + random.NextInt32(3));
        var author = Handle(ref random);
        return earlier with { Author = author, Earlier = place, Copy = copy };
    }

    private TweetPlan Reply(TweetPlan earlier, int place, ref SplitMix64 random)
    {
        var draw = random.NextSingle();
        var other = Handle(ref random);
        var (intent, author) = earlier switch
        {
            { IsOperator: true } => draw < 0.6f ? (followUp, earlier.Owner) : (thanks, earlier.Owner),
            { Intent.Kpis.IsClaim: true } => draw < 0.65f ? (agent, Operator(earlier.Language)) : (meToo, other),
            { Intent.Kpis.Topics: TweetTopics.None } => (thanks, other),
            _ => draw < 0.7f ? (agent, Operator(earlier.Language)) : (thanks, other),
        };
        return new(intent, earlier.Language, author, place, TweetCopy.None, earlier.Place, earlier.Owner);
    }

    private static string Operator(ChatLanguage language) => language == ChatLanguage.French ? "OndelysSAV" : "OndelysHelp";

    private string Handle(ref SplitMix64 random)
    {
        var (first, last) = (random.Choose(phrasings.Handles.First), random.Choose(phrasings.Handles.Last));
        return random.NextInt32(3) switch
        {
            0 => $"{first}{last}",
            1 => string.Create(CultureInfo.InvariantCulture, $"{first}{random.NextInt32(9999)}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{first}{last}{random.NextInt32(99)}"),
        };
    }
}
