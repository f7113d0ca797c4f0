using System.CommandLine;

namespace Frugal.Cli.Commands;

/// <summary><c>frugal version</c>: prints the versions of Frugal and its engines.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Show the versions of Frugal and its engines.");
        command.SetAction(parsed =>
        {
            var output = Terminal.Of(parsed).Output;
            output.WriteLine($"Frugal {typeof(FrugalException).Assembly.GetName().Version?.ToString(3)}");
            output.WriteLine($"ONNX Runtime {Microsoft.ML.OnnxRuntime.OrtEnv.Instance().GetVersionString()}");
        });
        return command;
    }
}
