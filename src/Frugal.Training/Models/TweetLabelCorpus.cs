using Frugal.Data.Dialogues;
using Frugal.Data.SupportTweets;
using Frugal.Texts;

namespace Frugal.Models;

/// <summary>Support tweets, each with the question for its labels and the right ones as JSON. An answer is right if all five labels are.</summary>
public sealed record TweetLabelCorpus : ChatCorpus
{
    private static readonly SupportTweetOptions HeldOut = new() { Count = 1000, Seed = 2, HeldOut = true, Copies = 0, Replies = 0 };

    /// <summary>The tweets to learn from.</summary>
    public SupportTweetOptions Options { get; init; } = new() { Count = 30_000, Seed = 7, Copies = 0 };

    /// <inheritdoc/>
    public override string Judged => FormattableString.Invariant($"{HeldOut.Count:N0} tweets of unseen phrasings with all five labels");

    /// <inheritdoc/>
    public override IReadOnlyList<Dialogue> Write()
    {
        var cleaner = new TweetCleaner();
        return [.. new SupportTweetDataset(Options).All().Select(tweet => new Dialogue(
            [.. Ask(cleaner, tweet), new ChatTurn(ChatRole.Assistant, tweet.Language, TweetLabels.Json(tweet.Kpis))]))];
    }

    /// <inheritdoc/>
    public override ChatCorpus Of(int count) => this with { Options = Options with { Count = count } };

    /// <inheritdoc/>
    public override double Score(ChatModel model, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var cleaner = new TweetCleaner();
        var tweets = new SupportTweetDataset(HeldOut).All().ToList();
        return tweets.Zip(model.Answer([.. tweets.Select(tweet => Ask(cleaner, tweet))], cancellation: cancellation), (tweet, answer) => answer == TweetLabels.Json(tweet.Kpis) ? 1.0 : 0).Average();
    }

    private static ChatTurn[] Ask(TweetCleaner cleaner, SupportTweet tweet) =>
    [
        new(ChatRole.System, ChatLanguage.English, TweetLabels.Question),
        new(ChatRole.User, tweet.Language, TweetLabels.Cut(cleaner.Clean(tweet.Text))),
    ];
}
