using Frugal.Architectures;
using Frugal.Training;

namespace Frugal.Models;

/// <summary>Everything needed to train one of the course's chat models again: dialogues, vocabulary, network and options.</summary>
/// <param name="Name">The model's name in <c>models/catalog.json</c>.</param>
public sealed record ChatRecipe(string Name)
{
    /// <summary>The dialogues to learn from, and the questions that judge.</summary>
    public ChatCorpus Corpus { get; init; } = new DialogueCorpus();

    /// <summary>The network; its vocabulary's size is that of the tokenizer that is trained.</summary>
    public LlamaOptions Network { get; init; } = new();

    /// <summary>Epochs, rate, seed.</summary>
    public LanguageTrainingOptions Options { get; init; } = new();

    /// <summary>The weight of the user's words in the loss, 0 to below 1; 0.1 by default.</summary>
    public float UserWeight { get; init; } = 0.1f;

    /// <summary>Number of training threads; 2 by default. It determines the order of summation, so the resulting weights depend on it.</summary>
    public int Threads { get; init; } = 2;
}
