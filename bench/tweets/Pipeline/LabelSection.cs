using System.Text.Json;
using Frugal.Data.SupportTweets;

namespace Frugal.Benchmarks.Tweets.Pipeline;

/// <summary>How often the five figures are right: of the sentiment model with the rules, and of the language model that is asked about every tweet.</summary>
internal static class LabelSection
{
    private const int Count = 2634;

    private static readonly string[] Figures = ["sentiment", "is_claim", "urgency", "topics", "incident"];

    public static object Measure()
    {
        PipelineProgram.Publish();
        var folder = Directory.CreateTempSubdirectory("frugal-labels-").FullName;
        try
        {
            return new
            {
                known_phrasings = Shares(folder, "known", new() { Count = Count, Copies = 0 }),
                unseen_phrasings = Shares(folder, "unseen", new() { Count = Count, Seed = 2, HeldOut = true, Copies = 0 }),
            };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static object Shares(string folder, string name, SupportTweetOptions options)
    {
        var (path, tweets) = (Path.Combine(folder, $"{name}.csv"), new SupportTweetDataset(options).All().ToList());
        SupportTweetFile.Save(path, tweets);
        return new
        {
            tweets = tweets.Count,
            sentiment_model_and_rules = Right(tweets, Answers(path, Path.Combine(folder, $"{name}-fast"), ["--mode", "fast"])),
            language_model = Right(tweets, Answers(path, Path.Combine(folder, $"{name}-asked"), ["--sample", "1"])),
        };
    }

    private static List<JsonElement> Answers(string tweets, string output, string[] options)
    {
        PipelineProgram.Run(tweets, output, ["--no-cache", "--format", "jsonl", .. options]);
        return [.. File.ReadLines(Path.Combine(output, "results.jsonl")).Select(line => JsonElement.Parse(line))];
    }

    /// <summary>The share of the tweets whose figure is right, for each figure and for all five at once.</summary>
    private static Dictionary<string, double> Right(List<SupportTweet> tweets, List<JsonElement> answers)
    {
        var given = answers.ToDictionary(answer => answer.GetProperty("id").GetString()!);
        bool[][] right =
        [
            .. tweets.Select(tweet => (Truth: JsonElement.Parse(TweetLabels.Json(tweet.Kpis)), Answer: given[FormattableString.Invariant($"{tweet.Id}")]))
                .Select(pair => Array.ConvertAll(Figures, figure => JsonElement.DeepEquals(pair.Truth.GetProperty(figure), pair.Answer.GetProperty(figure)))),
        ];
        var shares = Figures.Select((figure, i) => (figure, Share: right.Average(tweet => tweet[i] ? 1.0 : 0))).ToDictionary(pair => pair.figure, pair => Math.Round(pair.Share, 4));
        shares["all"] = Math.Round(right.Average(tweet => tweet.All(figure => figure) ? 1.0 : 0), 4);
        return shares;
    }
}
