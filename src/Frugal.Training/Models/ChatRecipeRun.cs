using Frugal.Architectures;
using Frugal.Texts;
using Frugal.Training;

namespace Frugal.Models;

/// <summary>Runs a recipe for a chat model: writes the dialogues, learns the vocabulary, trains, and returns both.</summary>
public sealed record ChatRecipeRun
{
    /// <summary>Every so many dialogues one is for validation.</summary>
    private const int Kept = 100;

    /// <summary>The recipe to train.</summary>
    public required ChatRecipe Recipe { get; init; }

    /// <summary>The checkpoint to resume from and to write; null for none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Notified after every step.</summary>
    public IProgress<LanguageProgress>? Progress { get; init; }

    /// <summary>Trains.</summary>
    /// <exception cref="FrugalException">The training fails; the message says what to do.</exception>
    public ChatModel Run(CancellationToken cancellation = default)
    {
        using var threads = new TorchThreads(Recipe.Threads);
        var dialogues = Recipe.Corpus.Write();
        var vocabulary = BytePairTrainer.Train(
            dialogues.SelectMany(dialogue => dialogue.Turns.Select(turn => turn.Text)).Concat(ChatFormat.Speakers(dialogues)),
            new BytePairOptions { Vocabulary = Recipe.Network.Vocabulary, SpecialTokens = ChatFormat.SpecialTokens });
        var tokenizer = new BytePairTokenizer(vocabulary);
        var texts = dialogues.Select(dialogue => ChatFormat.Learned(tokenizer, dialogue, Recipe.UserWeight)).Select(Cut).ToList();
        var result = new LanguageTrainer(
            () => new LlamaModel(Recipe.Network with { Vocabulary = vocabulary.Tokens.Count }),
            [.. texts.Where((_, i) => i % Kept != 0)],
            [.. texts.Where((_, i) => i % Kept == 0)],
            Recipe.Options,
            Checkpoint).Train(Progress, cancellation);
        return new ChatModel(Recipe.Name, result.Network, tokenizer, result.History);
    }

    private LearnedText Cut(LearnedText text) => new([.. text.Tokens.Take(Recipe.Network.Context)], [.. text.Weights.Take(Recipe.Network.Context)]);
}
