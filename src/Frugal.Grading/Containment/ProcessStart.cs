using System.Diagnostics;

namespace Frugal.Grading.Containment;

/// <summary>Starts processes one at a time: a process started while another's inheritable pipe ends are open would inherit them and keep them open.</summary>
internal static class ProcessStart
{
    /// <summary>Held while a pipe's end is inheritable.</summary>
    public static readonly Lock Gate = new();

    /// <summary>Starts a process that inherits only its own handles.</summary>
    public static Process Of(ProcessStartInfo start)
    {
        lock (Gate)
        {
            return Process.Start(start)!;
        }
    }
}
