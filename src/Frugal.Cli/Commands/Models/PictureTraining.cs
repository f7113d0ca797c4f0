using Frugal.Data;
using Frugal.Models;

namespace Frugal.Cli.Commands.Models;

/// <summary>Trains a model for pictures.</summary>
internal sealed class PictureTraining(TrainingRecipe recipe, Trial trial) : ModelTraining(recipe.Name, recipe.Pretrained, trial)
{
    private readonly Trial trial = trial.Fold is null or (>= 1 and <= RecipeRun.Folds) ? trial
        : throw new FrugalException($"--fold {trial.Fold}: it must be 1 to {RecipeRun.Folds}. Train once for each part to cross-validate.");

    protected override (object Last, string Verdict) Train(ModelLibrary library, string checkpoint, Terminal terminal, string file, CancellationToken cancellation)
    {
        var changed = Changed();
        using var result = TrainingBar.Show(terminal, "Reading the images", bar => new RecipeRun
        {
            Recipe = changed,
            Checkpoint = checkpoint,
            Pictures = trial.Count,
            Fold = trial.Fold,
            Open = library.Open,
            Answers = changed.Teacher is null ? null : Path.Combine(new DataFolders().Cache, "logits"),
            Progress = bar,
        }.Run(cancellation));
        changed.ToOnnx(result.Network).Save(file);
        var last = result.History[^1];
        return (last, FormattableString.Invariant($"validation accuracy {last.ValidationAccuracy * 100:0.00}% after {last.Epoch} epochs"));
    }

    private TrainingRecipe Changed()
    {
        var options = trial.Seed is { } seed ? recipe.Options with { Seed = seed } : recipe.Options;
        return recipe with
        {
            Options = trial.Epochs is { } epochs ? options with { Epochs = epochs, WarmUpEpochs = Math.Min(options.WarmUpEpochs, Math.Max(0, epochs - 1)) } : options,
        };
    }
}
