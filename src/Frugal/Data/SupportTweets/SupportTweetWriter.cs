using Frugal.Data.Dialogues;

namespace Frugal.Data.SupportTweets;

/// <summary>Writes tweets. A first stream of random numbers decides what a tweet is, so that others can refer to it cheaply; a second writes it.</summary>
internal sealed class SupportTweetWriter(SupportTweetOptions options)
{
    private const long Texts = 0x747765657473;   // "tweets"
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly string[] Joints = [". ", " ", ", ", "... ", "\n", " - "];

    private readonly TweetPhrasings phrasings = TweetPhrasings.Default;
    private readonly TweetPlanner planner = new(options);
    private readonly TweetText text = new();

    /// <summary>The tweet of that place.</summary>
    public SupportTweet Write(int index)
    {
        var plan = planner.Plan(index);
        var random = new SplitMix64(options.Seed, Texts, index);
        var after = (index + random.NextSingle()) * options.Gap;
        var kpis = plan.Copy == TweetCopy.None ? Compose(plan, ref random) : Repeat(plan, ref random);
        return new()
        {
            Id = index + 1L,
            CreatedAt = options.Start + TimeSpan.FromMilliseconds(Math.Floor(1000 * after)),
            Author = plan.Author,
            Language = plan.Language,
            Text = text.ToString(),
            ReplyTo = plan.Copy == TweetCopy.None ? plan.Earlier + 1L : null,
            CopyOf = plan.Copy == TweetCopy.None ? null : plan.Earlier + 1L,
            Copy = plan.Copy,
            Kpis = kpis,
        };
    }

    private TweetKpis Repeat(TweetPlan plan, ref SplitMix64 random)
    {
        var first = planner.Plan(plan.Earlier!.Value);
        var firstRandom = new SplitMix64(options.Seed, Texts, plan.Earlier.Value);
        firstRandom.NextSingle();   // its time
        var kpis = Compose(first, ref firstRandom);
        if (plan.Copy == TweetCopy.Retweet)
        {
            text.Replace(0, 0, $"RT @{first.Author}: ");
        }
        else if (plan.Copy == TweetCopy.Near)
        {
            for (var changes = 1 + random.NextInt32(2); changes > 0; changes--)
            {
                TweetNoise.Mistype(text, 0, ref random);
            }

            text.Append(' ');
            Fill(phrasings.Parts["nearEndings"], plan, ref random);
        }

        return kpis;
    }

    /// <summary>Greeting, sentence, detail, mood or plea, aside, hashtags, emoji, address.</summary>
    private TweetKpis Compose(TweetPlan plan, ref SplitMix64 random)
    {
        text.Clear();
        var (intent, kpis) = (plan.Intent, plan.Intent.Kpis);
        if (intent.Weight > 0 && random.Chance(kpis.IsClaim || intent.Asks ? 0.5f : 0.2f))
        {
            Fill(phrasings.Parts["openings"], plan, ref random);
            text.Append(' ');
        }

        var from = text.Length;
        Fill(intent.Sentences, plan, ref random);
        var tail = plan.IsOperator ? TweetTail.None : TweetTail.Choose(intent, ref random);
        if (!plan.IsOperator && kpis.IsClaim && random.Chance(0.3f))
        {
            Add("details", plan, ref random);
        }

        if (tail.Part is { } part)
        {
            Add(part, plan, ref random);
        }

        if (!plan.IsOperator && random.Chance(0.1f))
        {
            Add("asides", plan, ref random);
        }

        kpis = tail.Apply(kpis);
        if (!plan.IsOperator)
        {
            if (random.Chance((float)options.Noise))
            {
                TweetNoise.Apply(text, from, plan.Language, ref random);
            }

            Decorate(plan, kpis, tail, ref random);
        }

        return kpis;
    }

    private void Decorate(TweetPlan plan, TweetKpis kpis, TweetTail tail, ref SplitMix64 random)
    {
        if (random.Chance(0.3f))
        {
            text.Written.Replace('\'', '’');
        }

        for (var hashtags = random.Chance(0.22f) ? 1 + random.NextInt32(2) : 0; hashtags > 0; hashtags--)
        {
            text.Append(' ');
            text.Append(random.Choose(phrasings.Hashtags[kpis is { IsClaim: true, Sentiment: TweetSentiment.Negative } ? "claim" : "other"][plan.Language]));
        }

        if (random.Chance(0.3f))
        {
            var emoji = random.Choose(phrasings.Emoji[tail.Emoji(kpis)]);
            text.Append(random.Chance(0.8f) ? " " : "");
            for (var times = random.Chance(0.3f) ? 2 + random.NextInt32(2) : 1; times > 0; times--)
            {
                text.Append(emoji);
            }
        }

        if (random.Chance(0.1f))
        {
            text.Append(" https://t.co/");
            for (var i = 0; i < 10; i++)
            {
                text.Append(Alphabet[random.NextInt32(Alphabet.Length)]);
            }
        }
    }

    private void Add(string part, TweetPlan plan, ref SplitMix64 random)
    {
        text.Append(text.Last is '.' or '!' or '?' ? " " : random.Choose(Joints));
        Fill(phrasings.Parts[part], plan, ref random);
    }

    private void Fill(TweetSentences sentences, TweetPlan plan, ref SplitMix64 random)
    {
        foreach (var (piece, slot) in random.Choose(sentences.Of(plan.Language, options.HeldOut)).Pieces)
        {
            if (slot is null)
            {
                text.Append(piece);
                continue;
            }

            foreach (var character in slot == "place" && plan.Place is { } place ? place : random.Choose(phrasings.Slots[slot][plan.Language]))
            {
                text.Append(character == '#' ? (char)('0' + random.NextInt32(10)) : character);   // a digit of a number
            }
        }
    }
}
