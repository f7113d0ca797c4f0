using System.CommandLine;
using Frugal.Reporting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Frugal.Cli;

/// <summary>
/// Where a command writes: figures and tables to <see cref="InvocationConfiguration.Output"/>; progress, warnings and errors to
/// <see cref="InvocationConfiguration.Error"/>, so that standard output contains only figures. Names in files are untrusted: whatever the way, text loses
/// terminal sequences, control characters and bidi overrides.
/// </summary>
internal sealed class Terminal : InvocationConfiguration
{
    /// <summary>The width of help, and of text that is not written to a terminal.</summary>
    public const int Columns = 100;

    private readonly IAnsiConsole tables;

    private Terminal(IAnsiConsole output, IAnsiConsole error)
    {
        EnableDefaultExceptionHandler = false;
        (tables, ErrorConsole) = (output, error);
        (Output, Error) = (new PlainWriter(output.Profile.Out.Writer), new PlainWriter(error.Profile.Out.Writer));
    }

    /// <summary>The console for progress, without animation if it is not interactive.</summary>
    public IAnsiConsole ErrorConsole { get; }

    /// <summary>The terminal of the command that runs.</summary>
    public static Terminal Of(ParseResult parsed) => (Terminal)parsed.InvocationConfiguration;

    /// <summary>The console of this process; without colours and animation where it is redirected.</summary>
    public static Terminal OfProcess() => new(Open(Console.Out, Console.IsOutputRedirected), Open(Console.Error, Console.IsErrorRedirected));

    /// <summary>A terminal that writes plain text, <see cref="Columns"/> wide, to two writers.</summary>
    public static Terminal To(TextWriter output, TextWriter error) => new(Open(TextWriter.Synchronized(output), redirected: true), Open(TextWriter.Synchronized(error), redirected: true));

    /// <summary>Writes a table or formatted text to standard output.</summary>
    public void Write(IRenderable content) => tables.Write(content);

    /// <summary>Writes figures to standard output: as JSON and nothing else, or as a table.</summary>
    public void WriteFigures(bool asJson, Func<string> json, IRenderable table)
    {
        if (asJson)
        {
            Output.WriteLine(json());
        }
        else
        {
            Write(table);
        }
    }

    /// <summary>Writes a warning to standard error.</summary>
    public void Warn(string message) => ErrorConsole.MarkupLineInterpolated($"[yellow]Warning: {PlainText.Line(message)}[/]");

    private static IAnsiConsole Open(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        console.Pipeline.Attach(new PlainSegments());
        if (redirected)
        {
            console.Profile.Width = Columns;
        }

        return console;
    }
}
