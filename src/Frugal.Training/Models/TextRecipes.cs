namespace Frugal.Models;

/// <summary>The recipes of the course's models for text.</summary>
public static class TextRecipes
{
    /// <summary>
    /// The teacher for tweets: MiniLM fine-tuned on TweetEval's tasks together. Two epochs: more overfit.
    /// </summary>
    public static TextRecipe TweetsMiniLm { get; } = new("tweets-minilm", "tweeteval", MiniLm.Name, MiniLm.Network);

    /// <summary>All recipes.</summary>
    public static IReadOnlyList<TextRecipe> All { get; } = [TweetsMiniLm];
}
