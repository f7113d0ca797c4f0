using System.CommandLine;
using Frugal.Training;

namespace Frugal.Cli.Commands.Models;

/// <summary><c>frugal models get</c>: copies a model's weights to a file of the user's.</summary>
internal static class ModelsGetCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "A model of the catalogue." };
        var output = new Option<string?>("--output", "-o") { Description = "The file to write; without it the model's own path is printed." };
        var command = new Command("get", "Say where a model's weights are, or copy them.") { name, output };
        command.SetAction(parsed =>
        {
            var library = ModelLibrary.Default();
            library.Verify(parsed.GetValue(name)!);
            var file = library.WeightsFile(parsed.GetValue(name)!);
            if (parsed.GetValue(output) is { } path)
            {
                AtomicFile.WriteAllBytes(path, File.ReadAllBytes(file));
                file = path;
            }

            Console.WriteLine(file);
        });
        return command;
    }
}
