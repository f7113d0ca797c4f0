using System.CommandLine;
using Frugal.Cli.Rendering;
using Frugal.Onnx;
using Frugal.Quantization;

namespace Frugal.Cli.Commands;

/// <summary><c>frugal check MODEL.onnx --saturation</c>: checks whether an int8 model, from any tool, computes the same results on every processor.</summary>
/// <remarks>Exit codes: 0 no layer can saturate; 3 at least one can, or depends on values computed at run time; 1 a failure.</remarks>
internal static class CheckCommand
{
    /// <summary>The exit code for a model whose results may differ between processors.</summary>
    public const int Found = 3;

    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "ONNX file, from any tool." };
        var saturation = new Option<bool>("--saturation") { Description = "Find int8 layers whose sums saturate on x64 processors without VNNI (the only check, so the default)." };
        var json = CommandLine.Json();
        var command = new Command("check", "Check whether an int8 model computes the same results on every processor (exit code 0: yes, 3: maybe not).") { model, saturation, json };
        command.SetAction(parsed =>
        {
            var report = SaturationCheck.Of(OnnxModel.Load(parsed.GetRequiredValue(model)));
            Terminal.Of(parsed).WriteFigures(parsed.GetValue(json), () => SaturationTable.Json(report), new SaturationTable(report));
            return report.Layers.Any(layer => layer.Risk != SaturationRisk.None) ? Found : 0;
        });
        return command;
    }
}
