using System.CommandLine;
using Frugal.Cli.Rendering;
using Frugal.Cli.Start;
using Spectre.Console;

namespace Frugal.Cli.Commands;

/// <summary><c>frugal start</c>: makes a trained model small and fast, and measures every figure on this machine.</summary>
internal static class StartCommand
{
    public static Command Create()
    {
        var noServe = new Option<bool>("--no-serve") { Description = "Exit after writing the report instead of serving it on a local address." };
        var output = new Option<string>("--output") { Description = "Folder for the models (start/) and the report (report/).", DefaultValueFactory = _ => "artifacts" };
        var json = CommandLine.Json();
        var command = new Command("start", "Make a trained model small and fast, and measure it: table, report and model files.");
        command.Options.Add(noServe);
        command.Options.Add(output);
        command.Options.Add(json);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new StartOptions { Folder = Path.GetFullPath(parsed.GetRequiredValue(output)) };
            var result = await ProgressLine.RunAsync(tell => StartJob.RunAsync(options with { Tell = tell }, cancellation));
            if (parsed.GetValue(json))
            {
                Console.WriteLine(result.Report.ToJson());
                return 0;
            }

            Print(result);
            if (!parsed.GetValue(noServe))
            {
                using var server = ReportServer.Open(result.Page);
                CommandLine.Output.WriteLine($"The report is at {server.Address} until you press Ctrl+C.");
                await server.RunAsync(cancellation);
            }

            return 0;
        });
        return command;
    }

    private static void Print(StartResult result)
    {
        var console = CommandLine.Output;
        console.Write(new MeasurementTable(result.Report));
        console.WriteLine();
        console.Write(new BeforeAfterBars(result.Report));
        console.WriteLine();
        console.Write(new PicturesTable(result.Pictures));
        console.WriteLine($"Report: {result.Page}");
        foreach (var file in result.Files)
        {
            console.WriteLine($"Model:  {file}");
        }
    }
}
