using Frugal.Texts;
using TweetPipeline.Operations;
using TweetPipeline.Reading;
using TweetPipeline.Tweets;

namespace TweetPipeline.Streaming;

/// <summary>Reads, cleans and marks repeated tweets, and hands them on in blocks. Keeps one block and a window of keys in memory.</summary>
public sealed class BlockReader(TweetReader reader, RunOptions options, RunFigures figures)
{
    private static readonly TweetCleaner Cleaner = new();
    private readonly DuplicateWindow<string>? known = DuplicateWindow<string>.Of(options.DuplicateWindow);

    /// <summary>Remembers tweets of an earlier part of the run.</summary>
    public void Remember(string id, UInt128 key) => known?.Add(key, id);

    /// <summary>The key of a raw text; null if nothing is left of it after cleaning, so that it repeats nothing.</summary>
    public static UInt128? KeyOf(string text) => Cleaner.Clean(text) is { Length: > 0 } clean ? TextKey.Of(clean) : null;

    /// <summary>The blocks from a place of the input on.</summary>
    public IEnumerable<TweetBlock> Read(ReadPosition from, long number)
    {
        var (tweets, rejects, after) = (new List<CleanTweet>(options.BlockSize), new List<Reject>(), from);
        using var rows = reader.Read(from).GetEnumerator();
        while (Next(rows, out var row))
        {
            after = row.After;
            if (row.Tweet is { } tweet)
            {
                tweets.Add(Cleaned(tweet));
            }
            else
            {
                rejects.Add(row.Reject!);
            }

            if (tweets.Count + rejects.Count == options.BlockSize)
            {
                yield return new(number++, tweets, rejects, after);
                (tweets, rejects) = (new(options.BlockSize), []);
            }
        }

        if (tweets.Count + rejects.Count > 0)
        {
            yield return new(number, tweets, rejects, after);
        }
    }

    private bool Next(IEnumerator<ReadRow> rows, out ReadRow row)
    {
        using var timing = figures.Time(Phase.Reading);
        var any = rows.MoveNext();
        row = any ? rows.Current : default;
        return any;
    }

    private CleanTweet Cleaned(Tweet tweet)
    {
        using var timing = figures.Time(Phase.Cleaning);
        var clean = Cleaner.Clean(tweet.Text);
        var key = TextKey.Of(clean);
        if (known is null || clean.Length == 0)
        {
            return new(tweet, clean, key, null);
        }

        if (known.TryGet(key, out var first))
        {
            return new(tweet, clean, key, first);
        }

        known.Add(key, tweet.Id);
        return new(tweet, clean, key, null);
    }
}
