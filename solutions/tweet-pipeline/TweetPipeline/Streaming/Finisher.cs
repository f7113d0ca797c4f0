using TweetPipeline.Operations;
using TweetPipeline.Tweets;
using TweetPipeline.Writing;

namespace TweetPipeline.Streaming;

/// <summary>The last stage, in the order of the input: gives repeated tweets the answer of the first, counts, and stores.</summary>
public sealed class Finisher(IResultStore store, RunOptions options, RunFigures figures)
{
    private readonly DuplicateWindow<TweetAnswer>? known = DuplicateWindow<TweetAnswer>.Of(options.DuplicateWindow);

    /// <summary>Remembers the answer of an earlier part of the run.</summary>
    public void Remember(in TweetResult earlier, UInt128? key)
    {
        figures.Count(earlier.Answer.Kpis);
        if (key is { } text && earlier.DuplicateOf.Length == 0)
        {
            known?.Add(text, earlier.Answer);
        }
    }

    /// <summary>Stores a block.</summary>
    public void Store(AnsweredBlock answered)
    {
        using var timing = figures.Time(Phase.Writing);
        var tweets = answered.Block.Tweets;
        var results = new TweetResult[tweets.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = new(tweets[i].Tweet, Answer(tweets[i], answered.Answers[i]), tweets[i].DuplicateOf ?? "");
            figures.Count(results[i].Answer.Kpis);
            figures.Count(Counted.Fallbacks, (results[i].Answer.Fallbacks & ~KpiMarks.LanguageModel) != 0 ? 1 : 0);
        }

        figures.Count(Counted.Tweets, results.Length);
        figures.Count(Counted.Rejects, answered.Block.Rejects.Count);
        figures.Count(Counted.Duplicates, tweets.Count(tweet => tweet.DuplicateOf is not null));
        store.Append(results, answered.Block.Rejects, answered.Block.After);
    }

    private TweetAnswer Answer(CleanTweet tweet, TweetAnswer? answer)
    {
        if (answer is { } own)
        {
            if (tweet.Clean.Length > 0)
            {
                known?.Add(tweet.Key, own);
            }

            return own;
        }

        return known is not null && known.TryGet(tweet.Key, out var first) ? first : throw new InvalidOperationException($"The answer of tweet {tweet.DuplicateOf}, which {tweet.Tweet.Id} repeats, is not known.");
    }
}
