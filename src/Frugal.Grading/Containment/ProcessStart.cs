using System.Diagnostics;

namespace Frugal.Grading.Containment;

/// <summary>Starts processes one after the other: one that starts while another's pipe ends are open for inheriting would get them too, and hold them open.</summary>
internal static class ProcessStart
{
    /// <summary>Held while a pipe's end can be inherited.</summary>
    public static readonly Lock Gate = new();

    /// <summary>Starts a process that inherits nothing but what is its own.</summary>
    public static Process Of(ProcessStartInfo start)
    {
        lock (Gate)
        {
            return Process.Start(start)!;
        }
    }
}
