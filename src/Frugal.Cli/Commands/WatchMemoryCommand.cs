using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Frugal.Cli.Rendering;
using Frugal.Measuring;

namespace Frugal.Cli.Commands;

/// <summary><c>frugal watch-memory PID</c> or <c>-- COMMAND</c>: shows a program's memory live, and writes it as CSV.</summary>
internal static class WatchMemoryCommand
{
    public static Command Create()
    {
        var target = new Argument<string[]>("target") { Description = "Number of a running process (PID), or '-- COMMAND' to start one.", Arity = ArgumentArity.OneOrMore };
        var csv = new Option<string?>("--csv") { Description = "CSV file to write: seconds, anonymous_bytes, file_bytes, processes.", HelpName = "FILE" };
        var interval = new Option<double>("--interval") { Description = "Seconds between two readings, 0.01 to 3,600.", HelpName = "SECONDS", DefaultValueFactory = _ => 0.5 };
        interval.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<double>() is not (>= 0.01 and <= 3600))
            {
                result.AddError("--interval must be 0.01 to 3,600 seconds.");
            }
        });
        var command = new Command("watch-memory", "Show a program's memory live, with all processes that it starts.") { target, csv, interval };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed.GetRequiredValue(target), parsed.GetValue(csv), TimeSpan.FromSeconds(parsed.GetValue(interval)), Terminal.Of(parsed), cancellation), CancellationToken.None));
        return command;
    }

    private static int Run(string[] target, string? csv, TimeSpan interval, Terminal terminal, CancellationToken cancellation)
    {
        using var log = csv is null ? null : new MemoryLog(csv);
        using var started = target is [var only] && int.TryParse(only, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : Started(target);
        var process = started?.Id ?? int.Parse(target[0], CultureInfo.InvariantCulture);
        var line = new MemoryLine(terminal);
        foreach (var reading in MemoryWatch.Of(process, interval, cancellation))
        {
            log?.Add(reading);
            line.Show(reading);
        }

        started?.WaitForExit();
        if (line.Readings == 0)
        {
            throw new FrugalException(started is null ? $"Process {process} is not running. List the processes with 'ps', or start a program with '-- COMMAND'." : $"'{target[0]}' ended before its memory could be read.");
        }

        line.Summarize();
        return started?.ExitCode ?? 0;
    }

    private static Process Started(string[] command)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(command[0], command[1..]))!;
        }
        catch (Exception cause) when (cause is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            throw new FrugalException($"'{command[0]}' cannot be started ({cause.Message.TrimEnd('.')}). Give a program after '--', or the number of a running process.", cause);
        }
    }
}
