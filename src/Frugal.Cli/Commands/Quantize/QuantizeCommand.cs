using System.CommandLine;
using Frugal.Cli.Rendering;
using Frugal.Compression;
using Frugal.Onnx;
using Spectre.Console;

namespace Frugal.Cli.Commands;

/// <summary><c>frugal quantize IN.onnx --calibrate DATASET|FOLDER -o OUT.onnx</c>: quantises an fp32 model to int8 or int4, or stores it as fp16.</summary>
internal static class QuantizeCommand
{
    private static readonly Argument<string> Model = new("model") { Description = "fp32 ONNX model to quantise." };
    private static readonly Option<string> Output = new("--output", "-o") { Description = "ONNX file to write.", Required = true, HelpName = "OUT.onnx" };

    public static Command Create()
    {
        var json = CommandLine.Json();
        var arguments = new QuantizeArguments();
        var command = new Command("quantize", "Quantise an fp32 ONNX model to int8 or int4 (or store it as fp16), and report the changes.") { Model, Output, json };
        arguments.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var outcome = await ProgressLine.RunAsync(progress => Task.Run(() => Run(parsed, arguments.Read(parsed), progress, cancellation), cancellation));
            foreach (var warning in outcome.Report?.Warnings ?? [])
            {
                CommandLine.Error.MarkupLineInterpolated($"[yellow]Warning: {warning.Node}: {warning.Message}.[/]");
            }

            if (parsed.GetValue(json))
            {
                Console.WriteLine(outcome.ToJson());
            }
            else
            {
                CommandLine.Output.Write(new QuantizationTable(outcome));
            }

            return 0;
        });
        return command;
    }

    private static QuantizationOutcome Run(ParseResult parsed, QuantizeChoices choices, Action<string> progress, CancellationToken cancellation)
    {
        var (path, output) = (parsed.GetRequiredValue(Model), parsed.GetRequiredValue(Output));
        if (Path.GetFullPath(path) == Path.GetFullPath(output))
        {
            throw new FrugalException($"{output}: that is the model itself. Give -o another name.");
        }

        var model = OnnxModel.Load(path);
        var before = new FileInfo(path).Length;
        if (choices.Half)
        {
            Float16Storage.Apply(model).Save(output);
            return new(path, output, before, new FileInfo(output).Length, "fp16", null);
        }

        var recipe = choices.ToRecipe();
        if (choices.SaveRecipe is { } file)
        {
            TrainingRecipeFormat.Default.Save(recipe, file);
        }

        var data = recipe.DataReader is null ? null : CalibrationSource.Open(choices.Calibrate ?? throw NoData(), model, choices, cancellation);
        if (data is not null)
        {
            progress($"Looking at {data.Description}");
        }

        var result = recipe.Apply(model, data, progress, cancellation);
        result.Model.Save(output);
        return new(path, output, before, new FileInfo(output).Length, result.Model.Metadata.Format, result.Report);
    }

    private static FrugalException NoData() => new(
        "--calibrate is missing: this needs data to look at. Give a data set's name or a folder of photos, or choose --scheme dynamic or --fp16.");
}
