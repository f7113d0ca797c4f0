using System.CommandLine;
using Frugal.Cli.Rendering;
using Frugal.Cli.Start;

namespace Frugal.Cli.Commands;

/// <summary><c>frugal start</c>: makes a trained model small and fast, and measures every figure on this machine.</summary>
internal static class StartCommand
{
    public static Command Create()
    {
        var noServe = new Option<bool>("--no-serve") { Description = "Exit after writing the report instead of serving it on a local address." };
        var output = new Option<string>("--output", "-o") { Description = "Folder for the models (start/) and the report (report/).", DefaultValueFactory = _ => "artifacts", HelpName = "FOLDER" };
        var json = CommandLine.Json();
        var command = new Command("start", "Make a trained model small and fast, and measure it: table, report and model files.");
        command.Options.Add(noServe);
        command.Options.Add(output);
        command.Options.Add(json);
        command.SetAction(async (parsed, cancellation) =>
        {
            var terminal = Terminal.Of(parsed);
            var options = new StartOptions { Folder = Path.GetFullPath(parsed.GetRequiredValue(output)) };
            var result = await ProgressLine.RunAsync(terminal, progress => StartJob.RunAsync(options with { Progress = progress }, cancellation), cancellation);
            if (parsed.GetValue(json))
            {
                terminal.Output.WriteLine(result.Report.ToJson());
                return 0;
            }

            Print(result, terminal);
            if (!parsed.GetValue(noServe))
            {
                using var server = ReportServer.Open(result.Page);
                terminal.Output.WriteLine($"The report is at {server.Address} until you press Ctrl+C.");
                await server.RunAsync(cancellation);
            }

            return 0;
        });
        return command;
    }

    private static void Print(StartResult result, Terminal terminal)
    {
        terminal.Write(new MeasurementTable(result.Report));
        terminal.Output.WriteLine();
        terminal.Write(new BeforeAfterBars(result.Report));
        terminal.Output.WriteLine();
        terminal.Write(new PredictionsTable(result.Images));
        terminal.Output.WriteLine($"Report: {result.Page}");
        foreach (var file in result.Files)
        {
            terminal.Output.WriteLine($"Model:  {file}");
        }
    }
}
