using System.CommandLine;
using Frugal.Models;

namespace Frugal.Cli.Commands.Models;

/// <summary><c>frugal models get</c>: copies a model to a file, or prints its path.</summary>
internal static class ModelsGetCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Name of a model (see 'frugal models list')." };
        var output = new Option<string?>("--output", "-o") { Description = "ONNX file to write; if omitted, the path of the model is printed.", HelpName = "FILE" };
        var command = new Command("get", "Print the path of a model's ONNX file, or copy it.") { name, output };
        command.SetAction(parsed =>
        {
            var library = ModelLibrary.Default();
            library.Verify(parsed.GetValue(name)!);
            var file = library.ModelFile(parsed.GetValue(name)!);
            if (parsed.GetValue(output) is { } path)
            {
                AtomicFile.WriteAllBytes(path, File.ReadAllBytes(file));
                file = path;
            }

            Terminal.Of(parsed).Output.WriteLine(file);
        });
        return command;
    }
}
