using System.CommandLine;
using Frugal.Measuring;
using Frugal.Models;

namespace Frugal.Cli.Commands;

/// <summary><c>frugal export NAME -o OUT.onnx</c>: exports a model of the catalogue as fp32 ONNX.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Name of a model (see 'frugal models list')." };
        var output = new Option<string>("--output", "-o") { Description = "ONNX file to write.", Required = true, HelpName = "OUT.onnx" };
        var command = new Command("export", "Export a trained model of the course as an fp32 ONNX file.") { name, output };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(output);
            var model = ModelLibrary.Default().Load(parsed.GetRequiredValue(name));
            model.Save(path);
            Terminal.Of(parsed).Output.WriteLine($"{path}: fp32, opset {model.Opset}, {new ByteSize(new FileInfo(path).Length)}.");
        });
        return command;
    }
}
