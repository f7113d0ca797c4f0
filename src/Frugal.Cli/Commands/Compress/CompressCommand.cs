using System.CommandLine;
using Frugal.Cli.Rendering;

namespace Frugal.Cli.Commands;

/// <summary><c>frugal compress MODEL --budget "200 KB, 1 ms" --drop 1.0</c>: tries several ways to make a model smaller and shows the cost of each.</summary>
internal static class CompressCommand
{
    public static Command Create()
    {
        var json = CommandLine.Json();
        var arguments = new CompressArguments();
        var command = new Command("compress", "Make a model small and fast: prune channels, distil, quantise; keep what stays accurate. An interrupted run resumes.") { json };
        arguments.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var terminal = Terminal.Of(parsed);
            var job = arguments.Read(parsed);
            var report = await ProgressLine.RunAsync(terminal, progress => job.RunAsync(progress, cancellation), cancellation);
            foreach (var warning in report.Warnings)
            {
                terminal.Warn($"{warning}.");
            }

            if (parsed.GetValue(json))
            {
                terminal.Output.WriteLine(report.ToJson());
            }
            else
            {
                terminal.Write(new CompressionTable(report));
                terminal.Output.WriteLine($"Best:   {job.BestFile}");
                terminal.Output.WriteLine($"Report: {job.PageFile}");
            }

            return report.Obstacle is { } obstacle ? throw new FrugalException(obstacle) : 0;
        });
        return command;
    }
}
