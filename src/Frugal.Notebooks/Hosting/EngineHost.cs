using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Frugal.Notebooks.Engine;

namespace Frugal.Notebooks.Hosting;

/// <summary>
/// The process that runs a kernel's cells. If native code crashes, only this process ends; the kernel, which holds the connections to the front
/// end, starts another. It ends when the kernel's end of the pipe closes for any reason.
/// </summary>
public static class EngineHost
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ExitLimit = TimeSpan.FromSeconds(2);

    /// <summary>Serves the kernel on the pipe <paramref name="name"/> until the kernel has disconnected, then ends the process.</summary>
    public static void Run(string name)
    {
        ExceptionHandling.SetUnhandledExceptionHandler(OfACellsThread);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);   // the kernel gets it too, and decides
        var pipe = new NamedPipeClientStream(".", name, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        pipe.Connect(ConnectLimit);
        using var kernel = new HostChannel(pipe);
        using (var cells = new HostedCells(kernel))
        {
            foreach (var message in kernel.Receive())
            {
                cells.Take(message);
            }
        }

        End();
    }

    /// <summary>Reports the failure of a thread started by a cell and keeps the process running; an interrupted thread just ends.</summary>
    private static bool OfACellsThread(Exception failure)
    {
        if (!Errors.HasCellFrame(failure))
        {
            return false;
        }

        if (failure is not OperationCanceledException)   // the exception has already left the cell's context
        {
            CellConsole.Latest?.Write(StreamKind.Error, $"A thread that a cell started has ended by an exception:\n{string.Join('\n', Errors.Of(failure).Trace)}\n");
        }

        return true;
    }

    /// <summary>Ends the process even if threads of cells are running or native code never returns.</summary>
    private static void End()
    {
        new Thread(() =>
        {
            Thread.Sleep(ExitLimit);
            Process.GetCurrentProcess().Kill();
        })
        { IsBackground = true, Name = "exit limit" }.Start();
        Environment.Exit(0);
    }
}
