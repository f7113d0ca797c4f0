using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.Versioning;
using Frugal.Grading.Grades;
using Frugal.Measuring;

namespace Frugal.Grading.Containment;

/// <summary>The running process: its channel, its output, its exit.</summary>
internal sealed class Child : IDisposable
{
    /// <summary>Maximum time between the closing of the channel and the exit code.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>.NET starts in a tenth of a second; on a loaded machine it may take a hundred times as long.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly AnonymousPipeServerStream requests;
    private readonly AnonymousPipeServerStream replies;
    private readonly Process process;
    private readonly Watcher watcher;
    private readonly Limits limits;
    private readonly OutputMeter output = new();
    private readonly OutputMeter errors = new();
    private readonly CountdownEvent reading = new(2);
    private readonly Lock gate = new();
    private readonly AutoResetEvent news = new(false);
    private readonly Queue<byte[]> arrived = [];
    private StudentFailure? failure;
    private bool ready;
    private bool closed;
    private bool exited;

    public Child(string program, Limits limits, Scratch scratch, Sandbox sandbox)
    {
        this.limits = limits;
        lock (ProcessStart.Gate)
        {
            requests = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
            replies = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
            var command = Launch.Command(program, requests.GetClientHandleAsString(), replies.GetClientHandleAsString(), limits);
            process = Process.Start(Launch.Describe(sandbox.Wrap(command, scratch), limits, scratch))!;
            requests.DisposeLocalCopyOfClientHandle();
            replies.DisposeLocalCopyOfClientHandle();
        }

        process.StandardInput.Close();
        watcher = new Watcher(process, limits, scratch, sandbox, End);
        watcher.Start();
        Follow("student's answers", ReadReplies);
        Follow("student's output", () => ReadOutput(process.StandardOutput.BaseStream, output));
        Follow("student's errors", () => ReadOutput(process.StandardError.BaseStream, errors));
        Follow("student's end", WaitForExit);
    }

    /// <summary>Whether the process can still receive requests.</summary>
    public bool Alive
    {
        get
        {
            lock (gate)
            {
                return failure is null && !closed && !exited;
            }
        }
    }

    /// <summary>The peak memory so far, including children.</summary>
    public MemorySnapshot Peak => watcher.Peak;

    /// <summary>The processor time of the process and its children so far.</summary>
    [SupportedOSPlatform("linux")]
    public TimeSpan ProcessorTime => watcher.ProcessorTime;

    /// <summary>Waits until the process accepts requests. No student code runs before that.</summary>
    /// <exception cref="StudentFailure">The process could not be started.</exception>
    public void WaitUntilReady()
    {
        if (!ready)
        {
            _ = Receive(StartLimit, Stopwatch.GetTimestamp());
            watcher.Cap();
            ready = true;
        }
    }

    /// <summary>Measures the processes now.</summary>
    /// <returns>The limit that they exceed; null if none.</returns>
    public StudentFailure? Measure() => watcher.Look();

    /// <summary>Sends a frame; a process that does not read it in time is detected when its answer is awaited.</summary>
    public void Send(byte[] frame) => Follow("question", () =>
    {
        try
        {
            Frame.Write(requests, frame);
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            // The process has ended or is ending: Receive reports why.
        }
    });

    /// <summary>Checks that since the last call no unrequested frame has arrived and the process has not ended.</summary>
    /// <exception cref="StudentFailure">The process has ended, or sent an unrequested frame.</exception>
    public void ExpectSilence()
    {
        lock (gate)
        {
            if (arrived.Count > 0 && failure is null)
            {
                failure = Verdicts.Forged("The program sent an answer that was not asked for");
            }
        }

        if (!Alive)
        {
            _ = Receive(Grace, Stopwatch.GetTimestamp());
        }
    }

    /// <summary>Waits for the next frame, at most <paramref name="limit"/> after <paramref name="start"/> (a timestamp of <see cref="Stopwatch"/>).</summary>
    /// <exception cref="StudentFailure">No frame arrived: the process exceeded a limit or ended. It has then been killed with all its children.</exception>
    public byte[] Receive(TimeSpan limit, long start)
    {
        TimeSpan? ending = null;
        while (true)
        {
            TimeSpan left;
            lock (gate)
            {
                if (failure is null && arrived.TryDequeue(out var frame))
                {
                    return frame;
                }

                var elapsed = Stopwatch.GetElapsedTime(start);
                ending ??= closed || exited ? elapsed + Grace : null;
                left = (ending ?? limit) - elapsed;
                failure ??= (closed, exited) switch
                {
                    (true, true) => Ended(),
                    _ when left > TimeSpan.Zero => null,
                    (false, true) => Ended(),
                    (true, false) => Verdicts.Forged("The program closed its channel to the grader"),
                    _ when !ready => Verdicts.NotStarted(errors.ToString()),
                    _ => Verdicts.Timeout(limit, $"{output}\n{errors}"),
                };
            }

            if (failure is not null)
            {
                watcher.EndAll();
                throw failure;
            }

            news.WaitOne(left);
        }
    }

    /// <summary>Kills the process with all its children; the next call reports the reason.</summary>
    public void End(StudentFailure reason)
    {
        lock (gate)
        {
            failure ??= reason;
        }

        watcher.EndAll();
        news.Set();
    }

    public void Dispose()
    {
        watcher.Dispose();
        process.WaitForExit(Grace);
        requests.Dispose();
        replies.Dispose();
        process.Dispose();
    }

    private StudentFailure Ended()
    {
        watcher.EndAll();                                    // processes that it left running keep its output open
        reading.Wait(Grace);                                 // the last output may still be on its way
        return ready ? watcher.Capped ?? Verdicts.Ended(process.ExitCode, errors.ToString()) : Verdicts.NotStarted(errors.ToString());
    }

    private void ReadReplies()
    {
        try
        {
            while (Frame.Read(replies, limits.Answer.Bytes) is { } frame)
            {
                bool second;
                lock (gate)
                {
                    second = arrived.Count > 0;
                    if (!second)
                    {
                        arrived.Enqueue(frame);
                    }
                }

                if (second)                                  // not kept: a program could send them as fast as memory can be filled
                {
                    End(Verdicts.Forged("The program sent more than one answer"));
                    break;
                }

                news.Set();
            }
        }
        catch (InvalidDataException)
        {
            End(Verdicts.Forged($"The program sent something that is not an answer, or one of more than {limits.Answer}"));
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // Closed from this side.
        }

        lock (gate)
        {
            closed = true;
        }

        news.Set();
    }

    private void ReadOutput(Stream stream, OutputMeter meter)
    {
        try
        {
            var buffer = new byte[1 << 14];
            while (stream.Read(buffer) is > 0 and var read)
            {
                meter.Add(buffer.AsSpan(0, read));
                if (output.Total + errors.Total > limits.Output.Bytes)
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
        process.WaitForExit();
        lock (gate)
        {
            exited = true;
        }

        news.Set();
    }

    private static void Follow(string name, Action work) => new Thread(() => work(), 256 << 10) { IsBackground = true, Name = name }.Start();
}
