using System.CommandLine;
using Frugal.Cli.Rendering;
using Frugal.Data;
using Frugal.Onnx;
using Frugal.Quantization;
using Spectre.Console;

namespace Frugal.Cli.Commands;

/// <summary><c>frugal quantize IN.onnx --calibrate DATASET|FOLDER -o OUT.onnx</c>: an fp32 model made int8, or stored as fp16.</summary>
internal static class QuantizeCommand
{
    private static readonly Argument<string> Model = new("model") { Description = "The fp32 ONNX model." };
    private static readonly Option<string> Output = new("--output", "-o") { Description = "The file to write.", Required = true, HelpName = "OUT.onnx" };
    private static readonly Option<string?> Calibrate = new("--calibrate") { Description = "Pictures to find the ranges with: a data set's name (its training part) or a folder.", HelpName = "DATASET|FOLDER" };
    private static readonly Option<ObserverKind> Rule = new("--observer") { Description = "How a range is chosen: minmax, percentile or entropy.", DefaultValueFactory = _ => new QuantizationOptions().Observer };
    private static readonly Option<double> Percentile = new("--percentile") { Description = "How many of 100 numbers the percentile observer keeps.", DefaultValueFactory = _ => PercentileObserver.DefaultPercentile };
    private static readonly Option<int> Samples = new("--samples") { Description = "How many pictures to look at.", DefaultValueFactory = _ => CalibrationPictures.DefaultCount };
    private static readonly Option<long> Seed = new("--seed") { Description = "Draws the pictures.", DefaultValueFactory = _ => 1 };
    private static readonly Option<bool> PerTensor = new("--per-tensor") { Description = "One scale a weight instead of one a channel." };
    private static readonly Option<WeightBits> Bits = new("--weight-bits") { Description = "Bits used of each weight: auto, eight or seven (exact on every processor).", DefaultValueFactory = _ => WeightBits.Auto };
    private static readonly Option<bool> Half = new("--fp16") { Description = "Store the weights as 16-bit floats instead; needs no pictures." };

    public static Command Create()
    {
        var json = CommandLine.Json();
        var command = new Command("quantize", "Turn an fp32 ONNX model into an int8 one (or store it as fp16), and say what was done.")
        {
            Model, Output, Calibrate, Rule, Percentile, Samples, Seed, PerTensor, Bits, Half, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var outcome = await ProgressLine.RunAsync(progress => Task.Run(() => Run(parsed, progress, cancellation), cancellation));
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

    private static QuantizationOutcome Run(ParseResult parsed, Action<string> progress, CancellationToken cancellation)
    {
        var (path, output) = (parsed.GetRequiredValue(Model), parsed.GetRequiredValue(Output));
        if (Path.GetFullPath(path) == Path.GetFullPath(output))
        {
            throw new FrugalException($"{output}: that is the model itself. Give -o another name.");
        }

        var model = OnnxModel.Load(path);
        var before = new FileInfo(path).Length;
        if (parsed.GetValue(Half))
        {
            Float16Storage.Apply(model).Save(output);
            return new(path, output, before, new FileInfo(output).Length, "fp16", null);
        }

        var data = Open(parsed, cancellation);
        if (!model.Metadata.Stated)
        {
            CommandLine.Error.MarkupLine("[yellow]The model does not say how its pictures are prepared: they are stretched to its input and normalised as for ImageNet.[/]");
        }

        progress($"Looking at {Math.Min(parsed.GetValue(Samples), data.Count)} pictures of {data.Name}");
        var result = StaticQuantizer.Quantize(model, CalibrationPictures.Read(model, data, parsed.GetValue(Samples), parsed.GetValue(Seed)), Options(parsed), cancellation);
        result.Model.Save(output);
        return new(path, output, before, new FileInfo(output).Length, "int8", result.Report);
    }

    private static IImageDataset Open(ParseResult parsed, CancellationToken cancellation)
    {
        var calibrate = parsed.GetValue(Calibrate)
            ?? throw new FrugalException("--calibrate is missing: int8 needs pictures to find its ranges. Give a data set's name or a folder of photos, or choose --fp16.");
        return Directory.Exists(calibrate) ? Datasets.FromFolder(calibrate) : Datasets.Open(calibrate, "train", cancellation: cancellation);
    }

    private static QuantizationOptions Options(ParseResult parsed) => new()
    {
        Observer = parsed.GetValue(Rule),
        Percentile = parsed.GetValue(Percentile),
        PerChannel = !parsed.GetValue(PerTensor),
        WeightBits = parsed.GetValue(Bits),
    };
}
