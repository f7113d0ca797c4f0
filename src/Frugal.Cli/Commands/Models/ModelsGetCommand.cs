using System.CommandLine;
using Frugal.Cli.Rendering;
using Frugal.Models;

namespace Frugal.Cli.Commands.Models;

/// <summary><c>frugal models get</c>: copies a model to a file, or prints its path.</summary>
internal static class ModelsGetCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Name of a model (see 'frugal models list')." };
        var output = new Option<string?>("--output", "-o") { Description = "File to write; if omitted, the path of the model is printed.", HelpName = "FILE" };
        var command = new Command("get", "Print the path of a model's file, or copy it; a missing file is downloaded first.") { name, output };
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                var file = TransferBar.Run(Terminal.Of(parsed), progress => ModelLibrary.Default().Get(parsed.GetValue(name)!, progress, cancellation));
                if (parsed.GetValue(output) is { } path)
                {
                    using var source = File.OpenRead(file);
                    AtomicFile.Write(path, source.CopyTo);
                    file = path;
                }

                Terminal.Of(parsed).Output.WriteLine(file);
            },
            cancellation));
        return command;
    }
}
