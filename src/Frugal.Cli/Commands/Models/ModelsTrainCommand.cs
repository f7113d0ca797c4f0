using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Frugal.Cli.Rendering;
using Frugal.Data;
using Frugal.Models;
using Frugal.Training;

namespace Frugal.Cli.Commands.Models;

/// <summary><c>frugal models train</c>: retrains a model of the course; on the same processor the weights are identical byte for byte.</summary>
internal static class ModelsTrainCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Name of a model (see 'frugal models list')." };
        var output = new Option<string?>("--output", "-o") { Description = "ONNX file to write; default: the model's own file.", HelpName = "FILE" };
        var fresh = new Option<bool>("--fresh") { Description = "Start over, even if a checkpoint of this training exists." };
        var epochs = new Option<int?>("--epochs") { Description = "Train for this many epochs instead of the recipe's, for a quick trial.", HelpName = "EPOCHS" };
        var images = new Option<int?>("--images") { Description = "Train on this many images instead of all, for a quick trial.", HelpName = "COUNT" };
        var seed = new Option<long?>("--seed") { Description = "Use this random seed instead of the recipe's.", HelpName = "SEED" };
        var fold = new Option<int?>("--fold") { Description = $"Validate on this part of {RecipeRun.Folds}, 1 to {RecipeRun.Folds}, and train on the others.", HelpName = "PART" };
        var json = CommandLine.Json();
        var command = new Command("train", "Retrain a model of the course; an interrupted training resumes.") { name, output, fresh, epochs, images, seed, fold, json };
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                var trial = new Trial(parsed.GetValue(epochs), parsed.GetValue(images), parsed.GetValue(seed), parsed.GetValue(fold));
                var terminal = Terminal.Of(parsed);
                var outcome = Train(trial.Apply(Recipes.Named(parsed.GetValue(name)!)), trial, parsed.GetValue(output), parsed.GetValue(fresh), terminal, cancellation);
                if (parsed.GetValue(json))
                {
                    terminal.Output.WriteLine(JsonSerializer.Serialize(outcome, JsonSerializerOptions.Web));
                }
                else
                {
                    Print(outcome, trial, terminal.Output);
                }
            },
            cancellation));
        return command;
    }

    private static Outcome Train(TrainingRecipe recipe, Trial trial, string? output, bool fresh, Terminal terminal, CancellationToken cancellation)
    {
        var library = ModelLibrary.Default();
        if (output is null && trial.IsOther)
        {
            throw new FrugalException($"{recipe.Name}: the weights of another training than the recipe's do not replace the model's own. Give another file with --output.");
        }

        if (trial.Fold is < 1 or > RecipeRun.Folds)
        {
            throw new FrugalException($"--fold {trial.Fold}: it must be 1 to {RecipeRun.Folds}. Train once for each part to cross-validate.");
        }

        var file = output ?? library.ModelFile(recipe.Name);
        var checkpoint = Path.GetFullPath(output is null ? Path.Combine(new DataFolders().Cache, "checkpoints", recipe.Name + ".checkpoint") : output + ".checkpoint");
        if (fresh && File.Exists(checkpoint))
        {
            File.Delete(checkpoint);
        }

        if (recipe.Pretrained is { } pretrained && library.Catalog[pretrained].Package is not null)
        {
            TransferBar.Run(terminal, progress => library.Get(pretrained, progress, cancellation));
        }

        var clock = Stopwatch.StartNew();
        using var result = TrainingBar.Show(terminal, bar => new RecipeRun
        {
            Recipe = recipe,
            Checkpoint = checkpoint,
            Pictures = trial.Images,
            Fold = trial.Fold,
            Open = library.Open,
            Answers = recipe.Teacher is null ? null : Path.Combine(new DataFolders().Cache, "logits"),
            Progress = bar,
        }.Run(cancellation));
        recipe.ToOnnx(result.Network).Save(file);
        File.Delete(checkpoint);
        return new Outcome(recipe.Name, file, new FileInfo(file).Length, Checksums.Sha256(file), result.History[^1], clock.Elapsed.TotalSeconds);
    }

    private static void Print(Outcome outcome, Trial trial, TextWriter output)
    {
        output.WriteLine(FormattableString.Invariant(
            $"{outcome.Name}: validation accuracy {outcome.Last.ValidationAccuracy * 100:0.00}% after {outcome.Last.Epoch} epochs, {outcome.Seconds / 60:0.0} minutes"));
        output.WriteLine(FormattableString.Invariant($"{outcome.File}: {outcome.Bytes} bytes, SHA-256 {outcome.Sha256}"));
        if (!trial.IsOther && ModelLibrary.Default().Catalog[outcome.Name].Sha256 is { } published)
        {
            output.WriteLine(outcome.Sha256 == published
                ? "The weights are identical to the catalogue's, bit for bit."
                : "The weights differ from the catalogue's: another processor, library or recipe rounds differently.");
        }
    }

    /// <summary>Options that make another training of a recipe's: a quick trial, another seed, a part of a cross-validation.</summary>
    private sealed record Trial(int? Epochs, int? Images, long? Seed, int? Fold)
    {
        public bool IsOther => Epochs is not null || Images is not null || Seed is not null || Fold is not null;

        public TrainingRecipe Apply(TrainingRecipe recipe)
        {
            var options = Seed is { } seed ? recipe.Options with { Seed = seed } : recipe.Options;
            return recipe with
            {
                Options = Epochs is { } epochs ? options with { Epochs = epochs, WarmUpEpochs = Math.Min(options.WarmUpEpochs, Math.Max(0, epochs - 1)) } : options,
            };
        }
    }

    private sealed record Outcome(string Name, string File, long Bytes, string Sha256, EpochSummary Last, double Seconds);
}
