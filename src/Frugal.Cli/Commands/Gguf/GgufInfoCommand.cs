using System.CommandLine;
using Frugal.Cli.Rendering;
using Frugal.Gguf;

namespace Frugal.Cli.Commands.Gguf;

/// <summary><c>frugal gguf info FILE</c>: what a GGUF file holds, and its real bits per weight.</summary>
internal static class GgufInfoCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("file") { Description = "GGUF file, from any tool." };
        var tensors = new Option<bool>("--tensors") { Description = "List each tensor: name, shape (row length first), type, bytes." };
        var json = CommandLine.Json();
        var command = new Command("info", "Show a GGUF file's model, bytes and real bits per weight.") { path, tensors, json };
        command.SetAction(parsed =>
        {
            using var file = GgufFile.Open(parsed.GetRequiredValue(path));
            var table = new GgufTable(file, parsed.GetValue(tensors));
            Terminal.Of(parsed).WriteFigures(parsed.GetValue(json), table.Json, table.Content());
        });
        return command;
    }
}
