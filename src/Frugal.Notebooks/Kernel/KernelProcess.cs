using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Frugal.Notebooks.Engine;

namespace Frugal.Notebooks.Kernel;

/// <summary>A kernel as a process: SIGINT interrupts the cell, and the process ends with the front end that started it.</summary>
public static class KernelProcess
{
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(1);

    /// <summary>Serves until a client asks for the end, or the front end has gone. The exit code: 0, or 1 when a cell could not be ended.</summary>
    public static async Task<int> RunAsync(ConnectionFile connection)
    {
        ExceptionHandling.SetUnhandledExceptionHandler(OfACellsThread);
        using var server = new KernelServer(connection, log: line => Console.Error.WriteLine($"frugal kernel: {line}"));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            server.Interrupt();
        });
        using var gone = new CancellationTokenSource();
        await Task.WhenAny(server.Ended, ParentGoneAsync(gone.Token)).ConfigureAwait(false);
        await gone.CancelAsync().ConfigureAwait(false);
        return server.Ended is { IsCompletedSuccessfully: true, Result: false } ? 1 : 0;
    }

    /// <summary>A thread that a cell started and that failed is told of, and the kernel goes on; one that was interrupted has just ended.</summary>
    private static bool OfACellsThread(Exception failure)
    {
        if (!Errors.HasCellFrame(failure))
        {
            return false;
        }

        if (failure is not OperationCanceledException)   // the exception has left the cell's context by now
        {
            CellConsole.Latest?.Write(StreamKind.Error, $"A thread that a cell started has ended by an exception:\n{string.Join('\n', Errors.Of(failure).Trace)}\n");
        }

        return true;
    }

    /// <summary>Ends when the process that Jupyter names as the parent is no more. Front ends that name none end the kernel themselves.</summary>
    private static async Task ParentGoneAsync(CancellationToken stop)
    {
        var named = Environment.GetEnvironmentVariable("JPY_PARENT_PID");
        if (!int.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id <= 1)
        {
            await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(false);
        }

        while (IsAlive(id))
        {
            await Task.Delay(Watch, stop).ConfigureAwait(false);
        }
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var parent = Process.GetProcessById(id);
            return !parent.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception failure) when (failure is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return true;   // it is there, and not ours to look at
        }
    }
}
