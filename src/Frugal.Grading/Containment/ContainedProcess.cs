using System.Diagnostics;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Containment;

/// <summary>A process that reads or runs what a student wrote: watched, its output counted, ended with all its children.</summary>
internal abstract class ContainedProcess : IDisposable
{
    /// <summary>Maximum time between the end of a process and its last output.</summary>
    protected static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Limits limits;
    private readonly CountdownEvent reading = new(2);

    /// <summary>Watches a process that has just been started.</summary>
    /// <param name="process">The process, whose input and output are redirected.</param>
    /// <param name="limits">The limits for all its processes together.</param>
    /// <param name="scratch">The folder that they may write to.</param>
    /// <param name="sandbox">How they were started.</param>
    /// <param name="kept">How many bytes are kept of each output: the last ones.</param>
    protected ContainedProcess(Process process, Limits limits, Scratch scratch, Sandbox sandbox, int kept = 1 << 16)
    {
        this.limits = limits;
        (Output, Errors) = (new OutputMeter(kept), new OutputMeter(kept));
        Process = process;
        Process.StandardInput.Close();
        Watcher = new Watcher(Process, limits, scratch, sandbox, End);
        Watcher.Start();
        Follow("student's output", () => ReadOutput(Process.StandardOutput.BaseStream, Output));
        Follow("student's errors", () => ReadOutput(Process.StandardError.BaseStream, Errors));
        Follow("student's end", WaitForExit);
    }

    /// <summary>The first process.</summary>
    protected Process Process { get; }

    /// <summary>Watches the limits.</summary>
    protected Watcher Watcher { get; }

    /// <summary>The standard output.</summary>
    protected OutputMeter Output { get; }

    /// <summary>The standard error.</summary>
    protected OutputMeter Errors { get; }

    /// <summary>Held to read or change the state.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>Set when the state has changed.</summary>
    protected AutoResetEvent News { get; } = new(false);

    /// <summary>Why the process was ended; null if it was not.</summary>
    protected StudentFailure? Failure { get; set; }

    /// <summary>Whether the process has ended.</summary>
    protected bool Exited { get; private set; }

    /// <summary>Kills the process with all its children; the first reason counts.</summary>
    public void End(StudentFailure reason)
    {
        lock (Gate)
        {
            Failure ??= reason;
        }

        Watcher.EndAll();
        News.Set();
    }

    public virtual void Dispose()
    {
        Watcher.Dispose();
        Process.WaitForExit(Grace);
        Process.Dispose();
    }

    /// <summary>Ends what an ended process left running, and takes its last output.</summary>
    protected void Collect()
    {
        Watcher.EndAll();                                    // processes that it left running keep its output open
        reading.Wait(Grace);                                 // the last output may still be on its way
    }

    /// <summary>Does work beside the process.</summary>
    protected static void Follow(string name, Action work) => new Thread(() => work(), 256 << 10) { IsBackground = true, Name = name }.Start();

    private void ReadOutput(Stream stream, OutputMeter meter)
    {
        try
        {
            var buffer = new byte[1 << 14];
            while (stream.Read(buffer) is > 0 and var read)
            {
                meter.Add(buffer.AsSpan(0, read));
                if (Output.Total + Errors.Total > limits.Output.Bytes)
                {
                    End(new StudentFailure(Cause.OutputFlood, $"The program wrote more than {limits.Output}; it was ended. Remove the output from loops."));
                    return;
                }
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // Closed from this side.
        }
        finally
        {
            reading.Signal();
        }
    }

    private void WaitForExit()
    {
        Process.WaitForExit();
        lock (Gate)
        {
            Exited = true;
        }

        News.Set();
    }
}
