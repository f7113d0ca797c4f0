using System.CommandLine;
using Frugal.Data;
using Frugal.Models;

namespace Frugal.Cli.Commands.Models;

/// <summary><c>frugal models logits</c>: runs a trained model on its training pictures and stores its logits, from which students learn without it.</summary>
internal static class ModelsLogitsCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Name of a model for images (see 'frugal models list')." };
        var output = new Option<string>("--output", "-o") { Description = "NumPy file to write: float32 (views, images, classes).", HelpName = "FILE", Required = true };
        var command = new Command("logits", "Store a model's logits for its training images, as they are and mirrored.") { name, output };
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                var (terminal, file) = (Terminal.Of(parsed), parsed.GetRequiredValue(output));
                AtomicFile.ThrowIfNotReplaceable(file);
                var recipe = Recipes.Named(parsed.GetRequiredValue(name));
                using var network = ModelLibrary.Default().Open(recipe.Name);
                var data = Datasets.Open(recipe.Dataset, cancellation: cancellation);
                var logits = recipe.Logits(network, data, cancellation: cancellation);
                logits.Save(file);
                terminal.Output.WriteLine(FormattableString.Invariant($"{file}: {logits.Views} views of {logits.Photos} images, {logits.Classes} classes, SHA-256 {Checksums.Sha256(file)}"));
            },
            cancellation));
        return command;
    }
}
