using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Frugal.Data;
using Frugal.Models;
using Frugal.Training;

namespace Frugal.Cli.Commands.Models;

/// <summary><c>frugal models train</c>: retrains a model of the course; on the same processor the weights are identical byte for byte.</summary>
internal static class ModelsTrainCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Name of the model: " + string.Join(", ", Recipes.All.Select(recipe => recipe.Name)) + "." };
        var output = new Option<string?>("--output", "-o") { Description = "ONNX file to write; default: the model's own file." };
        var fresh = new Option<bool>("--fresh") { Description = "Start over, even if a checkpoint of this training exists." };
        var epochs = new Option<int?>("--epochs") { Description = "Train for this many epochs instead of the recipe's, for a quick trial." };
        var pictures = new Option<int?>("--pictures") { Description = "Train on this many images instead of all, for a quick trial." };
        var json = CommandLine.Json();
        var command = new Command("train", "Retrain a model of the course; an interrupted training resumes.") { name, output, fresh, epochs, pictures, json };
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                var trial = new Trial(parsed.GetValue(epochs), parsed.GetValue(pictures));
                Train(trial.Apply(Recipes.Named(parsed.GetValue(name)!)), trial, parsed.GetValue(output), parsed.GetValue(fresh), parsed.GetValue(json), cancellation);
            },
            cancellation));
        return command;
    }

    private static void Train(TrainingRecipe recipe, Trial trial, string? output, bool fresh, bool json, CancellationToken cancellation)
    {
        var library = ModelLibrary.Default();
        if (output is null && trial.IsShort)
        {
            throw new FrugalException($"A short training does not replace the weights of {recipe.Name}. Name a file with --output.");
        }

        var file = output ?? library.ModelFile(recipe.Name);
        var checkpoint = Path.GetFullPath(output is null ? Path.Combine(new DataFolders().Cache, "checkpoints", recipe.Name + ".checkpoint") : output + ".checkpoint");
        if (fresh && File.Exists(checkpoint))
        {
            File.Delete(checkpoint);
        }

        var clock = Stopwatch.StartNew();
        using var result = TrainingBar.Show(bar => new RecipeRun
        {
            Recipe = recipe,
            Checkpoint = checkpoint,
            Pictures = trial.Pictures,
            Open = library.Open,
            Progress = bar,
        }.Run(cancellation));
        recipe.ToOnnx(result.Network).Save(file);
        File.Delete(checkpoint);
        Report(new Outcome(recipe.Name, file, new FileInfo(file).Length, Checksums.Sha256(file), result.History[^1], clock.Elapsed.TotalSeconds), library, trial, json);
    }

    private static void Report(Outcome outcome, ModelLibrary library, Trial trial, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(outcome, JsonSerializerOptions.Web));
            return;
        }

        Console.WriteLine(FormattableString.Invariant(
            $"{outcome.Name}: {outcome.Last.ValidationAccuracy * 100:0.00}% of the validation pictures right after {outcome.Last.Epoch} epochs, {outcome.Seconds / 60:0.0} minutes"));
        Console.WriteLine(FormattableString.Invariant($"{outcome.File}: {outcome.Bytes} bytes, SHA-256 {outcome.Sha256}"));
        if (!trial.IsShort)
        {
            Console.WriteLine(outcome.Sha256 == library.Catalog[outcome.Name].Sha256
                ? "These are the catalogue's weights, bit for bit."
                : "These are not the catalogue's weights bit for bit: another processor, library or recipe rounds differently.");
        }
    }

    /// <summary>Options that shorten a training to a quick trial.</summary>
    private sealed record Trial(int? Epochs, int? Pictures)
    {
        public bool IsShort => Epochs is not null || Pictures is not null;

        public TrainingRecipe Apply(TrainingRecipe recipe) => Epochs is not { } epochs
            ? recipe
            : recipe with { Options = recipe.Options with { Epochs = epochs, WarmUpEpochs = Math.Min(recipe.Options.WarmUpEpochs, Math.Max(0, epochs - 1)) } };
    }

    private sealed record Outcome(string Name, string File, long Bytes, string Sha256, EpochSummary Last, double Seconds);
}
