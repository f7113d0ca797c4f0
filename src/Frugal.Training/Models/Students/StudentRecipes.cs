using Frugal.Architectures;
using Frugal.Training;

namespace Frugal.Models;

/// <summary>The recipes of the course's small models for tweets.</summary>
public static class StudentRecipes
{
    private static readonly TextTrainingOptions Training = new() { Epochs = 4, BatchSize = 64, LearningRate = 4e-4, ClassifierRate = 1e-3 };

    /// <summary>The student of four tasks: the first two blocks of its teacher with a third of their neurons, and narrow token embeddings.</summary>
    public static StudentRecipe TweetsStudent { get; } = new("tweets-student", StudentSubject.TweetTasks, new TextTransformerOptions
    {
        Vocabulary = 10_000, Length = 80, EmbeddingWidth = 128, Width = 384, Heads = 12, Blocks = 2, FeedForward = 512, Norm = NormPlacement.After, Epsilon = 1e-12,
    })
    {
        Options = Training,
    };

    /// <summary>The same tasks for a bidirectional LSTM: for comparison.</summary>
    public static StudentRecipe TweetsBiLstm { get; } = new("tweets-bilstm", StudentSubject.TweetTasks, new BiLstmOptions { Vocabulary = 10_000, Length = 80, Width = 128, Hidden = 128, Dropout = 0.2 })
    {
        Options = Training with { LearningRate = 2e-3, ClassifierRate = 2e-3 },
    };

    /// <summary>The mood of a tweet, in French and English.</summary>
    public static StudentRecipe TweetSentiment { get; } = new("tweet-sentiment", StudentSubject.Sentiment, new TextTransformerOptions
    {
        Vocabulary = 10_000, Length = 80, Width = 128, Heads = 4, Blocks = 2, FeedForward = 384, Norm = NormPlacement.After,
    })
    {
        Options = Training with { LearningRate = 1e-3 },
    };

    /// <summary>All recipes.</summary>
    public static IReadOnlyList<StudentRecipe> All { get; } = [TweetsStudent, TweetSentiment, TweetsBiLstm];
}
