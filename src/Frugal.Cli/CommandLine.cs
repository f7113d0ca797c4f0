using System.CommandLine;
using System.CommandLine.Help;
using Spectre.Console;

namespace Frugal.Cli;

/// <summary>
/// The root of the command line: the global options, and the one place where a failure becomes a message and an exit code.
/// </summary>
/// <remarks>Exit codes: 0 done, 1 a failure told in one line, 2 a command line that cannot be read, 130 interrupted.</remarks>
public static class CommandLine
{
    /// <summary><c>--verbose</c>: show the stack trace of a failure.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Show the details of a failure.",
        Recursive = true,
    };

    /// <summary><c>--json</c>: print figures as JSON on standard output, and nothing else there.</summary>
    /// <remarks>A new option object each time: a command that prints figures adds its own.</remarks>
    public static Option<bool> Json() => new("--json") { Description = "Print the figures as JSON." };

    /// <summary>Figures and tables go here; without colours when it is no terminal.</summary>
    public static IAnsiConsole Output { get; private set; } = Open(Console.Out, Console.IsOutputRedirected);

    /// <summary>Progress, warnings and errors go here, so that standard output stays clean for figures.</summary>
    public static IAnsiConsole Error { get; private set; } = Open(Console.Error, Console.IsErrorRedirected);

    /// <summary>Parses <paramref name="args"/> and runs the command that they name.</summary>
    public static int Run(string[] args, params Command[] commands)
    {
        (Output, Error) = (Open(Console.Out, Console.IsOutputRedirected), Open(Console.Error, Console.IsErrorRedirected));
        var root = new Command("frugal", "Frugal: make deep-learning models small and fast, and measure what you did.")
        {
            Verbose, new HelpOption(), new VersionOption(),
        };
        foreach (var command in commands)
        {
            root.Subcommands.Add(command);
        }

        var parsed = root.Parse(args);
        using var interrupt = new CancellationTokenSource();
        var own = parsed.CommandResult.Command is SignalHandlingCommand;
        if (!own)
        {
            Console.CancelKeyPress += (_, e) =>
            {
                e.Cancel = !interrupt.IsCancellationRequested;   // the second Ctrl+C ends the process at once
                interrupt.Cancel();
            };
        }

        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
        if (own)
        {
            configuration.ProcessTerminationTimeout = null;
        }

        try
        {
            var code = parsed.InvokeAsync(configuration, interrupt.Token).GetAwaiter().GetResult();
            return parsed.Errors.Count > 0 ? 2 : code;
        }
        catch (OperationCanceledException)
        {
            Error.MarkupLine("[yellow]Interrupted.[/]");
            return 130;
        }
        catch (Exception failure)
        {
            Report(failure, parsed.GetValue(Verbose));
            return 1;
        }
    }

    private static IAnsiConsole Open(TextWriter writer, bool redirected) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(writer),
        Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
        Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
    });

    private static void Report(Exception failure, bool verbose)
    {
        var message = failure is FrugalException ? failure.Message : $"{failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")}";
        Console.Error.WriteLine($"frugal: {message}");
        if (verbose)
        {
            Console.Error.WriteLine(failure);
        }
        else if (failure is not FrugalException)
        {
            Console.Error.WriteLine("This is a bug of Frugal's. Run again with --verbose and report what it prints.");
        }
    }
}
