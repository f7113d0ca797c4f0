using Frugal.Data.SupportTweets;
using Frugal.Texts;

namespace Frugal.Llama.Tests;

/// <summary>The model that labels tweets, as it is committed, in llama.cpp.</summary>
[Category("Slow")]
public class TinyLabelsTests
{
    /// <summary>Tweets that it has not read, in phrasings that it knows.</summary>
    [Test]
    public void Nine_of_ten_tweets_get_all_five_labels()
    {
        using var model = LlamaLanguageModel.Open(Tree.At("models", "tiny-labels.gguf"));
        using var session = model.Start();
        var cleaner = new TweetCleaner();
        var tweets = new SupportTweetDataset(new() { Count = 300, Seed = 3, Copies = 0 }).All().ToList();

        var wrong = tweets.Select(tweet => (tweet, Answer: GreedyAnswer.Of(model, session, ("system", TweetLabels.Question), ("user", TweetLabels.Cut(cleaner.Clean(tweet.Text)))))).Where(pair => pair.Answer != TweetLabels.Json(pair.tweet.Kpis)).ToList();

        Assert.That(wrong, Has.Count.LessThanOrEqualTo(tweets.Count / 10), string.Join('\n', wrong.Select(pair => $"{pair.tweet.Text} -> {pair.Answer}")));
    }
}
