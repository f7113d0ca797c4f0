using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Frugal.Notebooks.Kernel;

/// <summary>A kernel as a process: SIGINT interrupts the cell, and the process ends with the front end that started it.</summary>
public static class KernelProcess
{
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(1);

    /// <summary>Serves until a client asks for the end, or the front end has gone. The exit code: 0, or 1 when a cell could not be ended.</summary>
    public static async Task<int> RunAsync(ConnectionFile connection)
    {
        using var server = new KernelServer(connection, log: line => Console.Error.WriteLine($"frugal kernel: {line}"));
        var given = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            if (!server.Interrupt())
            {
                given.TrySetResult();
            }
        });
        using var gone = new CancellationTokenSource();
        var first = await Task.WhenAny(server.Ended, given.Task, ParentGoneAsync(gone.Token)).ConfigureAwait(false);
        await gone.CancelAsync().ConfigureAwait(false);
        return first == given.Task ? 1 : 0;
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
