using Frugal.Cli;
using Frugal.Cli.Commands;

return CommandLine.Run(args,
    VersionCommand.Create());
