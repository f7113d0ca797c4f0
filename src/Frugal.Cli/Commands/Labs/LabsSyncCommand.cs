using System.CommandLine;
using Frugal.Grading.Authoring;

namespace Frugal.Cli.Commands.Labs;

/// <summary><c>frugal labs sync [NAME]</c>: generates labs/NAME from solutions/NAME.</summary>
internal static class LabsSyncCommand
{
    public static Command Create(Func<Course> course)
    {
        var name = LabsCommand.Name();
        var command = new Command("sync", "Generate labs/NAME from solutions/NAME: the same project without the worked answers.") { name };
        command.SetAction(parsed =>
        {
            foreach (var lab in course().Choose(parsed.GetValue(name)))
            {
                Print(Terminal.Of(parsed), LabSync.Apply(lab));
            }
        });
        return command;
    }

    private static void Print(Terminal terminal, SyncResult result)
    {
        foreach (var stray in result.Strays)
        {
            terminal.Error.WriteLine($"solutions/{result.Name}/{stray}: not copied: a lab must not contain such a file. Delete it.");
        }

        terminal.Output.WriteLine(result is { Written.Count: 0, Removed.Count: 0 }
            ? $"labs/{result.Name}: up to date"
            : $"labs/{result.Name}: {result.Written.Count} written, {result.Removed.Count} removed{(result.Replaced is null ? "" : $"; the previous files are in {result.Replaced}")}");
    }
}
