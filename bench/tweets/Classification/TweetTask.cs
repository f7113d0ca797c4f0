using System.Text.RegularExpressions;
using Frugal.Data;
using Frugal.Data.SupportTweets;
using Frugal.Texts;

namespace Frugal.Benchmarks.Tweets.Classification;

/// <summary>A task: what classifiers learn from, and the texts that they are scored on.</summary>
/// <param name="Name">The task.</param>
/// <param name="Form">Its classes and score.</param>
/// <param name="Train">Training texts with labels.</param>
/// <param name="Tests">Validation texts with labels, by name.</param>
internal sealed partial record TweetTask(string Name, TextTaskForm Form, Labelled Train, IReadOnlyDictionary<string, Labelled> Tests)
{
    /// <summary>TweetEval's emotion, irony, offensive and hate.</summary>
    public static IReadOnlyList<TweetTask> Four() =>
    [
        .. Catalog.Datasets["tweeteval"].Tasks.Select(task => new TweetTask(task.Key, task.Value, Open(task.Key, "train"), new Dictionary<string, Labelled> { [task.Key] = Open(task.Key, "validation") })),
    ];

    /// <summary>The mood: TweetEval's tweets and generated support tweets together, cleaned; scored on TweetEval's and on support tweets of unseen phrasings in each language.</summary>
    public static TweetTask Sentiment()
    {
        var form = Catalog.Datasets["tweeteval"].OtherTasks["sentiment"];
        var (tweets, support) = (Cleaned(Open("sentiment", "train")), Support(new SupportTweetOptions { Count = 12_000, Copies = 0 }));
        return new TweetTask("sentiment", form, new Labelled([.. tweets.Texts, .. support.Texts], [.. tweets.Labels, .. support.Labels]), new Dictionary<string, Labelled>
        {
            ["tweeteval"] = Cleaned(Open("sentiment", "validation")),
            ["support-en"] = Support(new SupportTweetOptions { Count = 2000, Seed = 2, HeldOut = true, Copies = 0, Replies = 0, French = 0 }),
            ["support-fr"] = Support(new SupportTweetOptions { Count = 2000, Seed = 2, HeldOut = true, Copies = 0, Replies = 0, French = 1 }),
        });
    }

    /// <summary>A text in lower case with signs set apart, as fastText is given it.</summary>
    public static string Plain(string text) => Sign().Replace(text.ToLowerInvariant(), " $0 ").ReplaceLineEndings(" ");

    /// <summary>White space becomes single spaces: double ones tell where the hashtags were that labelled the tweets of irony.</summary>
    private static Labelled Open(string task, string split)
    {
        var data = TextDatasets.Open("tweeteval", task, split);
        return new Labelled([.. data.Texts.Select(text => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))], data.Labels);
    }

    private static Labelled Cleaned(Labelled data) => data with { Texts = [.. data.Texts.Select(new TweetCleaner().Clean)] };

    private static Labelled Support(SupportTweetOptions options)
    {
        var tweets = new SupportTweetDataset(options).All().ToList();
        return Cleaned(new Labelled([.. tweets.Select(tweet => tweet.Text)], [.. tweets.Select(tweet => (int)tweet.Kpis.Sentiment)]));
    }

    [GeneratedRegex(@"[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\w\s]")]   // an emoji is one sign
    private static partial Regex Sign();
}

/// <summary>Texts and their labels.</summary>
internal sealed record Labelled(IReadOnlyList<string> Texts, IReadOnlyList<int> Labels);
