using System.CommandLine;
using Frugal.Cli.Rendering;
using Frugal.Measuring;
using Frugal.Onnx;
using Frugal.Quantization;

namespace Frugal.Cli.Commands;

/// <summary><c>frugal measure A.onnx [B.onnx ...]</c>: measures models; the first is the baseline.</summary>
internal static class MeasureCommand
{
    public static Command Create()
    {
        var models = new Argument<string[]>("models") { Description = "ONNX files; the first is the baseline.", Arity = ArgumentArity.OneOrMore };
        var run = new ModelRunArguments();
        var rounds = new Option<int>("--rounds") { Description = "Number of interleaved timing rounds.", DefaultValueFactory = _ => new TimingOptions().Rounds, HelpName = "COUNT" };
        var dataset = new Option<string?>("--dataset") { Description = "Data set or folder of labelled photos for accuracy; default: the one named in the first model.", HelpName = "DATASET|FOLDER" };
        var json = CommandLine.Json();
        var command = new Command("measure", "Measure bytes, MACs, latency, memory, load time and accuracy of ONNX models.");
        command.Arguments.Add(models);
        run.AddTo(command);
        command.Options.Add(rounds);
        command.Options.Add(dataset);
        command.Options.Add(json);
        command.SetAction(async (parsed, cancellation) =>
        {
            var terminal = Terminal.Of(parsed);
            var options = new MeasureOptions
            {
                Run = run.Read(parsed),
                Timing = new TimingOptions { Rounds = parsed.GetValue(rounds) },
            };
            var paths = parsed.GetRequiredValue(models);
            Warn(terminal, paths);
            var report = await ProgressLine.RunAsync(terminal, progress => Measurement.RunAsync(
                paths,
                options with { Progress = progress },
                _ => MeasuredDataset.Open(parsed.GetValue(dataset), paths[0], progress) is { } data ? new AccuracyMeter(data).Compare(paths, cancellation) : null,
                cancellation), cancellation);
            terminal.WriteFigures(parsed.GetValue(json), report.ToJson, new MeasurementTable(report));

            return 0;
        });
        return command;
    }

    /// <summary>Prints one warning per model whose results depend on the processor.</summary>
    private static void Warn(Terminal terminal, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            var report = SaturationCheck.Of(OnnxModel.Load(path));
            if (report.Saturating.Count() is > 0 and var count)
            {
                terminal.Warn($"{path}: {count} of {report.Layers.Count} int8 layers can saturate on x64 processors without VNNI{(PairedProducts.AreExactHere ? "" : ", such as this one")}; `frugal check {path} --saturation` lists them.");
            }
        }
    }
}
