using Command = System.CommandLine.Command;

namespace Frugal.Cli.Tests;

/// <summary>Runs a command line in this process and keeps what it prints.</summary>
internal static class CommandRun
{
    public static (int Code, string Output, string Error) Of(Command command, params string[] arguments)
    {
        var (output, error) = (Console.Out, Console.Error);
        using var written = new StringWriter { NewLine = "\n" };
        using var told = new StringWriter { NewLine = "\n" };
        Console.SetOut(written);
        Console.SetError(told);
        try
        {
            return (CommandLine.Run(arguments, command), written.ToString(), told.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
