using Frugal.Cli;
using Frugal.Cli.Commands;

return CommandLine.Run(args,
    LauncherCommands.Setup(),
    LauncherCommands.Doctor(),
    LauncherCommands.Test(),
    DataCommand.Create(),
    VersionCommand.Create(),
    MeasureCommand.Create(),
    MeasureMemoryChildCommand.Create());
