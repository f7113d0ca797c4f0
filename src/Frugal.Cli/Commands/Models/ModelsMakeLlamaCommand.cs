using System.CommandLine;
using Frugal.Cli.Rendering;
using Frugal.Gguf;

namespace Frugal.Cli.Commands.Models;

/// <summary><c>frugal models make-llama</c>: writes a language model with random weights.</summary>
internal static class ModelsMakeLlamaCommand
{
    public static Command Create()
    {
        var size = new Option<string>("--params") { Description = $"Size: {string.Join(", ", LlamaShape.All.Select(shape => shape.Name))}.", HelpName = "SIZE", DefaultValueFactory = _ => "1b" };
        var type = new Option<string>("--type") { Description = "Type of the weights: F16 or F32.", HelpName = "TYPE", DefaultValueFactory = _ => "F16" };
        var seed = new Option<long>("--seed") { Description = "Random seed.", HelpName = "SEED", DefaultValueFactory = _ => 1 };
        var output = new Option<string>("--output", "-o") { Description = "GGUF file to write; default: random-llama-SIZE.TYPE.gguf.", HelpName = "FILE" };
        var json = CommandLine.Json();
        var command = new Command("make-llama", "Write a language model with random weights, to measure memory and speed.") { size, type, seed, output, json };
        command.SetAction(parsed =>
        {
            var shape = LlamaShape.Named(parsed.GetValue(size)!);
            var name = parsed.GetValue(type)!;
            var format = name.ToUpperInvariant() switch
            {
                "F16" => GgufType.F16,
                "F32" => GgufType.F32,
                _ => throw new FrugalException($"--type is '{name}'; it must be F16 or F32. Quantise the file with 'frugal gguf quantize'."),
            };
            var path = parsed.GetValue(output) ?? $"random-llama-{shape.Name}.{format}.gguf";
            RandomLlama.Write(shape, format, path, parsed.GetValue(seed));
            using var file = GgufFile.Open(path);
            var table = new GgufTable(file, tensors: false);
            Terminal.Of(parsed).WriteFigures(parsed.GetValue(json), table.Json, table.Content());
        });
        return command;
    }
}
