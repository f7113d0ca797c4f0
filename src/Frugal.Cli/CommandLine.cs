using System.CommandLine;
using System.CommandLine.Help;
using Frugal.Reporting;
using Spectre.Console;

namespace Frugal.Cli;

/// <summary>
/// The root of the command line: the global options, and the single place where a failure becomes a message and an exit code.
/// </summary>
/// <remarks>Exit codes: 0 success, 1 a failure reported in one line, 2 an invalid command line, 130 interrupted.</remarks>
internal static class CommandLine
{
    /// <summary><c>--json</c>: prints figures as JSON, and nothing else, on standard output.</summary>
    /// <remarks>Returns a new option each time: every command that prints figures adds its own.</remarks>
    public static Option<bool> Json() => new("--json") { Description = "Print the figures as JSON." };

    /// <summary>Parses <paramref name="args"/> and runs the named command, which writes to <paramref name="terminal"/>.</summary>
    public static int Run(string[] args, Terminal terminal, params Command[] commands)
    {
        var verbose = new Option<bool>("--verbose") { Description = "Show the stack trace of a failure.", Recursive = true };
        var help = new HelpOption();
        help.Action = new RootHelp((HelpAction)help.Action!);
        var root = new Command("frugal", "Frugal: make deep-learning models small and fast, and measure what you did.")
        {
            verbose, help, new VersionOption(),
        };
        foreach (var command in commands)
        {
            root.Subcommands.Add(command);
        }

        var parsed = root.Parse(args);
        if (parsed.CommandResult.Command is SignalHandlingCommand)
        {
            terminal.ProcessTerminationTimeout = null;
        }

        try
        {
            var code = parsed.InvokeAsync(terminal).GetAwaiter().GetResult();
            return parsed.Errors.Count > 0 ? 2 : code;
        }
        catch (OperationCanceledException)
        {
            terminal.ErrorConsole.MarkupLine("[yellow]Interrupted.[/]");
            return 130;
        }
        catch (Exception failure)
        {
            Report(failure, parsed.GetValue(verbose), terminal.Error);
            return 1;
        }
    }

    private static void Report(Exception failure, bool verbose, TextWriter error)
    {
        var message = failure is FrugalException ? failure.Message : $"{failure.GetType().Name}: {failure.Message}";
        error.WriteLine($"frugal: {PlainText.Line(message)}");
        if (verbose)
        {
            error.WriteLine(failure);
        }
        else if (failure is not FrugalException)
        {
            error.WriteLine("This is a bug in Frugal. Run the command again with --verbose and report its output.");
        }
    }
}
