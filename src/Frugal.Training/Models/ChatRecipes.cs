namespace Frugal.Models;

/// <summary>The recipes of the course's chat models.</summary>
public static class ChatRecipes
{
    /// <summary>A Llama of 5.8 M weights that answers questions about the course, an invented shop and an invented telephone operator.</summary>
    public static ChatRecipe TinyChat { get; } = new("tiny-chat") { Options = new() { Epochs = 3, WordDropout = 0.1 } };

    /// <summary>A Llama of 2.1 M weights that labels support tweets as JSON.</summary>
    public static ChatRecipe TinyLabels { get; } = new("tiny-labels")
    {
        Corpus = new TweetLabelCorpus(),
        Network = new() { Vocabulary = 2048, Context = 512, Blocks = 2 },
        Options = new() { Epochs = 3, WordDropout = 0.1 },
    };

    /// <summary>All recipes.</summary>
    public static IReadOnlyList<ChatRecipe> All { get; } = [TinyChat, TinyLabels];
}
