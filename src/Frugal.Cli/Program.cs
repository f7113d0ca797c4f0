using Frugal.Cli;
using Frugal.Cli.Commands;

return CommandLine.Run(args, Terminal.OfProcess(), AllCommands.Create());
