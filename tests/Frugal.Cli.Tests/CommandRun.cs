using Command = System.CommandLine.Command;

namespace Frugal.Cli.Tests;

/// <summary>Runs a command line in this process and keeps what it prints.</summary>
internal static class CommandRun
{
    public static (int Code, string Output, string Error) Of(Command command, params string[] arguments) => Of([command], arguments);

    public static (int Code, string Output, string Error) Of(Command[] commands, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = CommandLine.Run(arguments, Terminal.To(output, error), commands);
        return (code, output.ToString(), error.ToString());
    }
}
