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
                Tell(LabSync.Apply(lab));
            }
        });
        return command;
    }

    private static void Tell(SyncResult result)
    {
        foreach (var stray in result.Strays)
        {
            Console.Error.WriteLine($"solutions/{result.Name}/{stray}: not handed on, since no lab may hold such a file. Remove it.");
        }

        Console.WriteLine(result is { Written.Count: 0, Removed.Count: 0 }
            ? $"labs/{result.Name}: up to date"
            : $"labs/{result.Name}: {result.Written.Count} files written, {result.Removed.Count} removed{(result.Replaced is null ? "" : $"; the former ones are kept in {result.Replaced}")}");
    }
}
