using Frugal.Cli;
using Frugal.Cli.Commands;
using Frugal.Cli.Commands.Models;

return CommandLine.Run(args,
    LauncherCommands.Setup(),
    LauncherCommands.Doctor(),
    LauncherCommands.Test(),
    DataCommand.Create(),
    VersionCommand.Create(),
    ModelsCommand.Create(),
    MeasureCommand.Create(),
    MeasureMemoryChildCommand.Create());
