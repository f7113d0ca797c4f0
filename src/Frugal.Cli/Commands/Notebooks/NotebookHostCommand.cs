using System.CommandLine;
using Frugal.Notebooks.Runner;

namespace Frugal.Cli.Commands.Notebooks;

/// <summary>Hidden: the child process in which <c>frugal notebook run</c> runs one notebook.</summary>
internal static class NotebookHostCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file");
        var pipe = new Argument<string>("pipe");
        var command = new Command("host", "Run one notebook for the runner.") { file, pipe };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            await NotebookHost.RunAsync(parsed.GetRequiredValue(file), parsed.GetRequiredValue(pipe));
            Environment.Exit(0);   // do not wait for threads started by cells
        });
        return command;
    }
}
