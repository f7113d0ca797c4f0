using Frugal.Architectures;
using Frugal.Data;
using Frugal.Distillation;
using Frugal.Training;

namespace Frugal.Models;

/// <summary>What a student for tweets learns.</summary>
public enum StudentSubject
{
    /// <summary>TweetEval's emotion, irony, offensive and hate together, from labels and the teacher's logits.</summary>
    TweetTasks,

    /// <summary>Negative, neutral, positive, from TweetEval's sentiment and generated support tweets in French and English.</summary>
    Sentiment,
}

/// <summary>Everything needed to train one of the course's small models for tweets again: subject, teacher, vocabulary, network and options.</summary>
/// <param name="Name">The model's name in <c>models/catalog.json</c>.</param>
/// <param name="Subject">What it learns.</param>
/// <param name="Shape">The network; the numbers of tokens and classes are set by the vocabulary and the subject.</param>
public sealed record StudentRecipe(string Name, StudentSubject Subject, TextOptions Shape)
{
    /// <summary>The teacher's name in <c>models/catalog.json</c>.</summary>
    public string Teacher { get; init; } = TextRecipes.TweetsMiniLm.Name;

    /// <summary>The data set of its texts in <c>datasets/catalog.json</c>.</summary>
    public string Dataset { get; init; } = "tweeteval";

    /// <summary>Epochs, rates, seed.</summary>
    public TextTrainingOptions Options { get; init; } = new();

    /// <summary>What is learned from the teacher.</summary>
    public TextDistillationOptions Distillation { get; init; } = new();

    /// <summary>Number of generated support tweets to train on, for <see cref="StudentSubject.Sentiment"/>.</summary>
    public int SupportTweets { get; init; } = 12_000;

    /// <summary>Whether it learns from labels alone, without the teacher's answers: to measure what the teacher is worth. False by default.</summary>
    public bool Alone { get; init; }

    /// <summary>Number of training threads; 2 by default. It determines the order of summation, so the resulting weights depend on it.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>The classes in the order of the logits.</summary>
    public IReadOnlyList<string> Classes => Subject == StudentSubject.TweetTasks
        ? [.. Catalog.Datasets[Dataset].Tasks.SelectMany(task => task.Value.Classes.Select(label => $"{task.Key}/{label}"))]
        : Catalog.Datasets[Dataset].OtherTasks["sentiment"].Classes;
}
