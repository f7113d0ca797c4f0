using System.CommandLine;
using Frugal.Cli.Rendering;

namespace Frugal.Cli.Commands;

/// <summary><c>frugal quantize IN.onnx --calibrate DATASET|FOLDER -o OUT.onnx</c>: quantises an fp32 model to int8 or int4, or stores it as fp16.</summary>
internal static class QuantizeCommand
{
    public static Command Create()
    {
        var input = new Argument<string>("model") { Description = "fp32 ONNX model to quantise." };
        var output = new Option<string>("--output", "-o") { Description = "ONNX file to write.", Required = true, HelpName = "OUT.onnx" };
        var json = CommandLine.Json();
        var arguments = new QuantizeArguments();
        var command = new Command("quantize", "Quantise an fp32 ONNX model to int8 or int4 (or store it as fp16), and report the changes.") { input, output, json };
        arguments.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var terminal = Terminal.Of(parsed);
            var (path, target, choices) = (parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), arguments.Read(parsed));
            var outcome = await ProgressLine.RunAsync(terminal, progress => Task.FromResult(new QuantizeJob(path, target, choices, terminal).Run(progress, cancellation)), cancellation);
            foreach (var warning in outcome.Report?.Warnings ?? [])
            {
                terminal.Warn($"{warning.Node}: {warning.Message}.");
            }

            terminal.WriteFigures(parsed.GetValue(json), outcome.ToJson, new QuantizationTable(outcome));

            return 0;
        });
        return command;
    }
}
