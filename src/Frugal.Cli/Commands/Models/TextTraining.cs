using Frugal.Models;

namespace Frugal.Cli.Commands.Models;

/// <summary>Trains a model for text.</summary>
internal sealed class TextTraining(TextRecipe recipe, Trial trial) : ModelTraining(recipe.Name, recipe.Pretrained, trial)
{
    private readonly Trial trial = trial.Fold is null ? trial : throw new FrugalException($"--fold: {recipe.Name} reads texts, whose splits are fixed. Leave it out.");

    protected override (object Last, string Verdict) Train(ModelLibrary library, string checkpoint, Terminal terminal, string file, CancellationToken cancellation)
    {
        var options = trial.Seed is { } seed ? recipe.Options with { Seed = seed } : recipe.Options;
        var changed = recipe with { Options = trial.Epochs is { } epochs ? options with { Epochs = epochs } : options };
        using var result = TrainingBar.Show(terminal, "Reading the texts", bar => new TextRecipeRun
        {
            Recipe = changed,
            Library = library,
            Checkpoint = checkpoint,
            Texts = trial.Count,
            Progress = bar,
        }.Run(cancellation));
        changed.ToOnnx(result.Network).Save(file);
        var last = result.History[^1];
        return (last, FormattableString.Invariant($"validation score {last.Score * 100:0.0} ({string.Join(", ", last.Scores.Select(task => FormattableString.Invariant($"{task.Key} {task.Value * 100:0.0}")))}) after {last.Epoch} epochs"));
    }
}
