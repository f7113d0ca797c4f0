using Frugal.Data;
using Frugal.Texts;
using Frugal.Training;

namespace Frugal.Models;

/// <summary>Runs a recipe for text: opens its data, trains, and returns the network.</summary>
public sealed record TextRecipeRun
{
    /// <summary>The recipe to train.</summary>
    public required TextRecipe Recipe { get; init; }

    /// <summary>The models, among which the pretrained one.</summary>
    public required ModelLibrary Library { get; init; }

    /// <summary>Resolves the location of the data set.</summary>
    public Resolver Resolver { get; init; } = new();

    /// <summary>The checkpoint to resume from and to write; null for none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The number of training texts of each task, the first of the file; null for all. For quick trials.</summary>
    public int? Texts { get; init; }

    /// <summary>Notified after every step.</summary>
    public IProgress<TextProgress>? Progress { get; init; }

    /// <summary>Trains.</summary>
    /// <exception cref="FrugalException">The data or the pretrained model is not available, or the training fails; the message says what to do.</exception>
    public TextTrainingResult Run(CancellationToken cancellation = default)
    {
        using var threads = new TorchThreads(Recipe.Threads);
        var words = WordPieces.Load(Library.GetVocabulary(Recipe.Pretrained, cancellation: cancellation));
        var tasks = Catalog.Datasets[Recipe.Dataset].Tasks.Select(task => new TextTask(
            task.Key, task.Value, Tokens(words, task.Key, "train", Texts, cancellation), Tokens(words, task.Key, "validation", null, cancellation))).ToList();
        var model = Library.Load(Recipe.Pretrained);
        return new TextTrainer(() => Recipe.Network(model, tasks.Sum(task => task.Form.Classes.Count)), tasks, Recipe.Options, Checkpoint).Train(Progress, cancellation);
    }

    private LabelledTokens Tokens(WordPieces words, string task, string split, int? count, CancellationToken cancellation)
    {
        var data = TextDatasets.Open(Recipe.Dataset, task, split, Resolver, cancellation);
        var kept = Math.Min(count ?? int.MaxValue, data.Texts.Count);
        return new LabelledTokens([.. data.Texts.Take(kept).Select(text => words.Encode(text, Recipe.Length))], [.. data.Labels.Take(kept)]);
    }
}
