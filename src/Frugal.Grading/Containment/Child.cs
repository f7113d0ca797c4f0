using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.Versioning;
using Frugal.Measuring;

namespace Frugal.Grading.Containment;

/// <summary>The running process of a student's code: its channel, its output, its exit.</summary>
internal sealed class Child : ContainedProcess
{
    /// <summary>.NET starts in a tenth of a second; on a loaded machine it may take a hundred times as long.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly Pipes pipes;
    private readonly Limits limits;
    private readonly Queue<byte[]> arrived = [];
    private bool ready;
    private bool closed;

    public Child(string program, Limits limits, Scratch scratch, Sandbox sandbox)
        : this(new Pipes(), program, limits, scratch, sandbox)
    {
    }

    private Child(Pipes pipes, string program, Limits limits, Scratch scratch, Sandbox sandbox)
        : base(pipes.Start(program, limits, scratch, sandbox), limits, scratch, sandbox)
    {
        this.pipes = pipes;
        this.limits = limits;
        Follow("student's answers", ReadReplies);
    }

    /// <summary>Whether the process can still receive requests.</summary>
    public bool Alive
    {
        get
        {
            lock (Gate)
            {
                return Failure is null && !closed && !Exited;
            }
        }
    }

    /// <summary>The peak memory so far, including children.</summary>
    public MemorySnapshot Peak => Watcher.Peak;

    /// <summary>The processor time of the process and its children so far.</summary>
    [SupportedOSPlatform("linux")]
    public TimeSpan ProcessorTime => Watcher.ProcessorTime;

    /// <summary>Waits until the process accepts requests. No student code runs before that.</summary>
    /// <exception cref="StudentFailure">The process could not be started.</exception>
    public void WaitUntilReady()
    {
        if (!ready)
        {
            _ = Receive(StartLimit, Stopwatch.GetTimestamp());
            Watcher.Cap();
            ready = true;
        }
    }

    /// <summary>Measures the processes now.</summary>
    /// <returns>The limit that they exceed; null if none.</returns>
    public StudentFailure? Measure() => Watcher.Look();

    /// <summary>Sends a frame; a process that does not read it in time is detected when its answer is awaited.</summary>
    public void Send(byte[] frame) => Follow("question", () =>
    {
        try
        {
            Frame.Write(pipes.Requests, frame);
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
        lock (Gate)
        {
            if (arrived.Count > 0 && Failure is null)
            {
                Failure = Verdicts.Forged("The program sent an answer that was not asked for");
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
            lock (Gate)
            {
                if (Failure is null && arrived.TryDequeue(out var frame))
                {
                    return frame;
                }

                var elapsed = Stopwatch.GetElapsedTime(start);
                ending ??= closed || Exited ? elapsed + Grace : null;
                left = (ending ?? limit) - elapsed;
                Failure ??= (closed, Exited) switch
                {
                    (true, true) => Ended(),
                    _ when left > TimeSpan.Zero => null,
                    (false, true) => Ended(),
                    (true, false) => Verdicts.Forged("The program closed its channel to the grader"),
                    _ when !ready => Verdicts.NotStarted(Errors.ToString()),
                    _ => Verdicts.Timeout(limit, $"{Output}\n{Errors}"),
                };
            }

            if (Failure is not null)
            {
                Watcher.EndAll();
                throw Failure;
            }

            News.WaitOne(left);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        pipes.Dispose();
    }

    private StudentFailure Ended()
    {
        Collect();
        return ready ? Watcher.Capped ?? Verdicts.Ended(Process.ExitCode, Errors.ToString()) : Verdicts.NotStarted(Errors.ToString());
    }

    private void ReadReplies()
    {
        try
        {
            while (Frame.Read(pipes.Replies, limits.Answer.Bytes) is { } frame)
            {
                bool second;
                lock (Gate)
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

                News.Set();
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

        lock (Gate)
        {
            closed = true;
        }

        News.Set();
    }

    /// <summary>The channel: two pipes, whose other ends only the student's process inherits.</summary>
    private sealed class Pipes : IDisposable
    {
        public AnonymousPipeServerStream Requests { get; private set; } = null!;

        public AnonymousPipeServerStream Replies { get; private set; } = null!;

        public Process Start(string program, Limits limits, Scratch scratch, Sandbox sandbox)
        {
            lock (ProcessStart.Gate)
            {
                Requests = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
                Replies = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
                var command = Launch.Command(program, Requests.GetClientHandleAsString(), Replies.GetClientHandleAsString(), limits);
                var started = Process.Start(Launch.Describe(sandbox.Wrap(command, scratch), limits, scratch))!;
                Requests.DisposeLocalCopyOfClientHandle();
                Replies.DisposeLocalCopyOfClientHandle();
                return started;
            }
        }

        public void Dispose()
        {
            Requests.Dispose();
            Replies.Dispose();
        }
    }
}
