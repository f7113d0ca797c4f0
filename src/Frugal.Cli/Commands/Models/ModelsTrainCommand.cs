using System.CommandLine;
using System.Text.Json;
using Frugal.Models;

namespace Frugal.Cli.Commands.Models;

/// <summary><c>frugal models train</c>: retrains a model of the course; on the same processor the weights are identical byte for byte.</summary>
internal static class ModelsTrainCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Name of a model (see 'frugal models list')." };
        var output = new Option<string?>("--output", "-o") { Description = "File to write, ONNX or, for a chat model, GGUF; default: the model's own file.", HelpName = "FILE" };
        var fresh = new Option<bool>("--fresh") { Description = "Start over, even if a checkpoint of this training exists." };
        var epochs = new Option<int?>("--epochs") { Description = "Train for this many epochs instead of the recipe's, for a quick trial.", HelpName = "EPOCHS" };
        var images = new Option<int?>("--images") { Description = "Train on this many images, or texts of each task, instead of all, for a quick trial.", HelpName = "COUNT" };
        var seed = new Option<long?>("--seed") { Description = "Use this random seed instead of the recipe's.", HelpName = "SEED" };
        var fold = new Option<int?>("--fold") { Description = $"Validate on this part of {RecipeRun.Folds}, 1 to {RecipeRun.Folds}, and train on the others; for images.", HelpName = "PART" };
        var alone = new Option<bool>("--alone") { Description = "Train a student on labels alone, without its teacher's answers." };
        var json = CommandLine.Json();
        var command = new Command("train", "Retrain a model of the course; an interrupted training resumes.") { name, output, fresh, epochs, images, seed, fold, alone, json };
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                var trial = new Trial(parsed.GetValue(epochs), parsed.GetValue(images), parsed.GetValue(seed), parsed.GetValue(fold)) { Alone = parsed.GetValue(alone) };
                var terminal = Terminal.Of(parsed);
                var training = ModelTraining.Named(parsed.GetValue(name)!, trial);
                var outcome = training.Run(parsed.GetValue(output), parsed.GetValue(fresh), terminal, cancellation);
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

    private static void Print(TrainingOutcome outcome, Trial trial, TextWriter output)
    {
        output.WriteLine(FormattableString.Invariant($"{outcome.Name}: {outcome.Verdict}, {outcome.Seconds / 60:0.0} minutes"));
        output.WriteLine(FormattableString.Invariant($"{outcome.File}: {outcome.Bytes} bytes, SHA-256 {outcome.Sha256}"));
        if (!trial.IsOther && ModelLibrary.Default().Catalog[outcome.Name].Sha256 is { } published)
        {
            output.WriteLine(outcome.Sha256 == published
                ? "The weights are identical to the catalogue's, bit for bit."
                : "The weights differ from the catalogue's: another processor, library or recipe rounds differently.");
        }
    }
}
