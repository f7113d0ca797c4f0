using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Frugal.Notebooks.Kernel;

/// <summary>Runs a kernel as a process: SIGINT interrupts the cell, and the process ends with the front end that started it.</summary>
public static class KernelProcess
{
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(1);

    /// <summary>Serves until a client requests the shutdown, or the front end has ended.</summary>
    /// <param name="connection">Address, ports, key.</param>
    /// <param name="host">The command line that starts the process of <see cref="Hosting.EngineHost"/>; a pipe's name is appended.</param>
    public static async Task RunAsync(ConnectionFile connection, IReadOnlyList<string> host)
    {
        using var server = new KernelServer(connection, host, line => Console.Error.WriteLine($"frugal kernel: {line}"));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            server.Interrupt();
        });
        using var gone = new CancellationTokenSource();
        await Task.WhenAny(server.Ended, ParentGoneAsync(gone.Token)).ConfigureAwait(false);
        await gone.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Completes when the parent process given by Jupyter has ended. Front ends that give none end the kernel themselves.</summary>
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
            return true;   // it exists, but this process may not inspect it
        }
    }
}
