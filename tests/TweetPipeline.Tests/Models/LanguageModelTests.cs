using Frugal.Data.SupportTweets;
using TweetPipeline.Operations;
using TweetPipeline.Tweets;
using TweetPipeline.Writing;

namespace TweetPipeline.Tests.Models;

/// <summary>The language model that comes with the clone answers, and it is found again on another machine.</summary>
[NonParallelizable]
public class LanguageModelTests
{
    [Test]
    public async Task The_models_answers_can_be_used_and_are_right_on_the_phrasings_that_it_knows()
    {
        using var folder = new TemporaryFolder();
        var tweets = new SupportTweetDataset(new() { Count = 400, Seed = 3, Copies = 0 }).All().ToDictionary(tweet => $"{tweet.Id}");
        SupportTweetFile.Save(folder["tweets.csv"], tweets.Values);
        var options = Run.Options(folder, folder["tweets.csv"], "out") with { Mode = RunMode.Balanced };

        var figures = await Run.WithAsync(options);

        var asked = RowFormats.Read(Path.Combine(options.Output, "results.csv")).Where(row => row.Answer.Source == AnswerSource.LanguageModel).ToList();
        Assert.That(figures[Counted.Asked], Is.EqualTo(figures[Counted.AskedUsable]).And.EqualTo(asked.Count).And.GreaterThanOrEqualTo(400 * options.Share));
        Assert.That(asked.Count(row => row.Answer.Kpis.Incident == tweets[row.Tweet.Id].Kpis.Incident), Is.GreaterThan(0.9 * asked.Count));
        Assert.That(asked.Count(row => row.Answer.Kpis.Sentiment == tweets[row.Tweet.Id].Kpis.Sentiment), Is.GreaterThan(0.9 * asked.Count));
    }

    [Test]
    public void A_copy_of_a_model_is_the_same_model_and_other_weights_are_not()
    {
        using var folder = new TemporaryFolder();
        foreach (var length in new[] { 0, 1000, 70_000, 16 << 20, (16 << 20) + 1, 20_000_000 })
        {
            var bytes = new byte[length];
            new Random(length).NextBytes(bytes);
            var print = Print(bytes);

            Assert.That(print, Does.Match("^[0-9a-f]{16}$").And.EqualTo(Print(bytes)));
            Assert.That(Print([.. bytes, 0]), Is.Not.EqualTo(print));
            foreach (var place in length > 0 ? [0, length / 2 / 65_536 * 65_536, length - 1] : Array.Empty<int>())
            {
                var other = (byte[])bytes.Clone();
                Array.ForEach([.. Enumerable.Range(Math.Max(0, place - 40_000), Math.Min(length, place + 40_000) - Math.Max(0, place - 40_000))], i => other[i] ^= 1);   // a tensor
                Assert.That(Print(other), Is.Not.EqualTo(print), $"{length} bytes, changed at {place}");
            }
        }

        string Print(byte[] bytes)
        {
            var file = folder[$"{Guid.NewGuid():N}.gguf"];
            File.WriteAllBytes(file, bytes);
            return TweetPipeline.Models.WeightsPrint.Of(file);
        }
    }
}
