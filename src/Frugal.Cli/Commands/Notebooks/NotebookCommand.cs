using System.CommandLine;

namespace Frugal.Cli.Commands.Notebooks;

/// <summary><c>frugal notebook</c>: works on notebooks without a front end.</summary>
internal static class NotebookCommand
{
    public static Command Create()
    {
        var command = new Command("notebook", "Run, check and export notebooks.");
        command.Subcommands.Add(NotebookRunCommand.Create());
        command.Subcommands.Add(NotebookCheckCommand.Create());
        command.Subcommands.Add(NotebookExportCommand.Create());
        command.Subcommands.Add(NotebookHostCommand.Create());
        return command;
    }
}
