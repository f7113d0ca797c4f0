using System.CommandLine;

namespace Frugal.Cli.Commands;

/// <summary><c>frugal data</c>: manages the data sets of the catalogue.</summary>
internal static class DataCommand
{
    public static Command Create()
    {
        var command = new Command("data", "List, download and verify data sets.");
        command.Subcommands.Add(DataListCommand.Create());
        command.Subcommands.Add(DataGetCommand.Create());
        command.Subcommands.Add(DataVerifyCommand.Create());
        return command;
    }
}
