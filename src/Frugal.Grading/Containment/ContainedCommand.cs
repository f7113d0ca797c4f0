using System.Diagnostics;

namespace Frugal.Grading.Containment;

/// <summary>A program that reads what a student wrote and then ends, such as the compiler.</summary>
internal sealed class ContainedCommand : ContainedProcess
{
    /// <summary>How many times its limit a command may last by the clock: others use the processors too.</summary>
    private const int MostByTheClock = 5;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>Short runs of one thread's work: start quickly, and take little memory on a machine with many cores.</summary>
    private static readonly Dictionary<string, string> Short = new() { ["DOTNET_TieredPGO"] = "0", ["DOTNET_gcServer"] = "0" };

    private ContainedCommand(IReadOnlyList<string> command, Limits limits, Scratch scratch, Sandbox sandbox)
        : base(ProcessStart.Of(Launch.Describe(sandbox.Wrap(command, scratch), limits, scratch, Short)), limits, scratch, sandbox, (int)limits.Output.Bytes)
    {
    }

    /// <summary>Runs the program to its end.</summary>
    /// <param name="command">The program and its arguments, with full paths.</param>
    /// <param name="limits">Its limits; the time is the processor's on Linux.</param>
    /// <param name="scratch">The only folder that it may write to; it also says what the program may read.</param>
    /// <param name="sandbox">Contains it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StudentFailure">It exceeded a limit, and was ended.</exception>
    public static CommandResult Run(IReadOnlyList<string> command, Limits limits, Scratch scratch, Sandbox sandbox, CancellationToken cancellation)
    {
        using var running = new ContainedCommand(command, limits, scratch, sandbox);
        using var stop = cancellation.Register(() => running.News.Set());
        return running.Wait(limits, cancellation);
    }

    private CommandResult Wait(Limits limits, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        Watcher.Cap();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();     // and Dispose ends the processes
            bool exited;
            lock (Gate)
            {
                exited = Exited;
                Failure ??= !exited && IsOver(start, limits.Time) ? Verdicts.Timeout(limits.Time, $"{Output}\n{Errors}") : null;
            }

            if (exited)
            {
                Collect();
            }

            if ((Failure ?? (exited && Process.ExitCode != 0 ? Watcher.Capped : null)) is { } failure)
            {
                Watcher.EndAll();
                throw failure;
            }

            if (exited)
            {
                return new(Process.ExitCode, Output.ToString(), Errors.ToString());
            }

            News.WaitOne(Look);
        }
    }

    /// <summary>Whether the command has taken its time: of the processor where that can be read, so that a busy machine fails nobody.</summary>
    private bool IsOver(long start, TimeSpan limit) => OperatingSystem.IsLinux()
        ? Watcher.ProcessorTime >= limit || Stopwatch.GetElapsedTime(start) >= MostByTheClock * limit
        : Stopwatch.GetElapsedTime(start) >= limit;
}

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code; 128 + the signal's number if a signal ended it.</param>
/// <param name="Output">The last part of its standard output.</param>
/// <param name="Errors">The last part of its standard error.</param>
internal sealed record CommandResult(int ExitCode, string Output, string Errors);
