using System.CommandLine;
using Frugal.Cli.Rendering;
using Frugal.Gguf;
using Frugal.Llama;

namespace Frugal.Cli.Commands.Gguf;

/// <summary><c>frugal gguf quantize IN OUT</c>: quantises a language model by llama.cpp's own quantiser.</summary>
internal static class GgufQuantizeCommand
{
    public static Command Create()
    {
        var input = new Argument<string>("in") { Description = "GGUF file in F32, F16 or BF16." };
        var output = new Argument<string>("out") { Description = "GGUF file to write; complete, or not there." };
        var type = new Option<string>("--type") { Description = $"Type of most weights: {string.Join(", ", LlamaFileType.All)}.", HelpName = "TYPE", DefaultValueFactory = _ => "Q4_K_M" };
        var threads = new Option<int?>("--threads") { Description = "Threads; default: all processors.", HelpName = "N" };
        threads.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int?>() < 1)
            {
                result.AddError("--threads must be at least 1.");
            }
        });
        var json = CommandLine.Json();
        var command = new Command("quantize", "Quantise a language model with llama.cpp, and show its real bits per weight.") { input, output, type, threads, json };
        command.SetAction(parsed =>
        {
            var (from, to) = (parsed.GetRequiredValue(input), parsed.GetRequiredValue(output));
            LlamaQuantizer.Quantize(from, to, LlamaFileType.Named(parsed.GetValue(type)!), parsed.GetValue(threads));
            using var before = GgufFile.Open(from);
            using var after = GgufFile.Open(to);
            var table = new GgufComparisonTable(before, after);
            Terminal.Of(parsed).WriteFigures(parsed.GetValue(json), table.Json, table.Content());
        });
        return command;
    }
}
