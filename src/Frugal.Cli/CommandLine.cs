using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Spectre.Console;

namespace Frugal.Cli;

/// <summary>
/// The root of the command line: the global options, and the single place where a failure becomes a message and an exit code.
/// </summary>
/// <remarks>Exit codes: 0 success, 1 a failure reported in one line, 2 an invalid command line, 130 interrupted.</remarks>
public static class CommandLine
{
    /// <summary><c>--verbose</c>: shows the stack trace of a failure.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Show the stack trace of a failure.",
        Recursive = true,
    };

    /// <summary><c>--json</c>: prints figures as JSON, and nothing else, on standard output.</summary>
    /// <remarks>Returns a new option each time: every command that prints figures adds its own.</remarks>
    public static Option<bool> Json() => new("--json") { Description = "Print the figures as JSON." };

    /// <summary>The console for figures and tables; without colours if it is not a terminal.</summary>
    public static IAnsiConsole Output { get; private set; } = Open(Console.Out, Console.IsOutputRedirected);

    /// <summary>The console for progress, warnings and errors, so that standard output contains only figures.</summary>
    public static IAnsiConsole Error { get; private set; } = Open(Console.Error, Console.IsErrorRedirected);

    /// <summary>Parses <paramref name="args"/> and runs the named command.</summary>
    public static int Run(string[] args, params Command[] commands)
    {
        (Output, Error) = (Open(Console.Out, Console.IsOutputRedirected), Open(Console.Error, Console.IsErrorRedirected));
        var help = new HelpOption();
        help.Action = new RootHelp((SynchronousCommandLineAction)help.Action!);
        var root = new Command("frugal", "Frugal: make deep-learning models small and fast, and measure what you did.")
        {
            Verbose, help, new VersionOption(),
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
