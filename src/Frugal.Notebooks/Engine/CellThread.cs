using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime;
using System.Runtime.ExceptionServices;

namespace Frugal.Notebooks.Engine;

/// <summary>
/// The thread on which one cell runs, from its first line to the last <c>await</c>, so that an interruption can end it wherever it is:
/// a loop that asks for nothing, a wait, or an <c>await</c> for what never comes.
/// </summary>
/// <remarks>
/// What cannot be ended: native code (it ends when the call returns), a <c>finally</c> block, and threads or tasks that the cell started.
/// While the cell's thread is blocked by its own code (<c>task.Result</c>), what it waits for continues on the thread pool: the usual
/// deadlock of single-threaded contexts does not arise.
/// </remarks>
internal sealed class CellThread : SynchronizationContext
{
    private readonly BlockingCollection<Continuation> queue = [];
    private readonly Thread thread;
    private volatile bool pumping;

    private CellThread(Action body) => thread = new Thread(() => body()) { IsBackground = true, Name = "cell" };

    /// <summary>Runs <paramref name="work"/> to its end. Answers whether it ended of itself; false says that it was interrupted.</summary>
    public static bool Run(Func<Task> work, CancellationToken interruption)
    {
        Exception? failure = null;
        CellThread? cell = null;
        using var ended = new CancellationTokenSource();
        using var abort = new CancellationTokenSource();
        cell = new CellThread(() =>
        {
            try
            {
#pragma warning disable SYSLIB0046 // There is no other way to end a loop that asks for nothing.
                ControlledExecution.Run(() => cell!.Pump(work, interruption), abort.Token);
#pragma warning restore SYSLIB0046
            }
            catch (Exception thrown)
            {
                failure = thrown;
            }
        });
        cell.thread.Start();
        Task? ending = null;
        using (interruption.Register(() => ending = Task.Factory.StartNew(() => cell.End(abort, ended.Token), TaskCreationOptions.LongRunning)))
        {
            cell.thread.Join();
        }

        ended.Cancel();
        ending?.Wait(CancellationToken.None);
        if (failure is not null && !interruption.IsCancellationRequested)
        {
            ExceptionDispatchInfo.Throw(failure);   // with the cell's own frames
        }

        return failure is null;
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        var continuation = new Continuation(d, state, ExecutionContext.Capture());
        if (!queue.IsAddingCompleted)
        {
            queue.Add(continuation);
        }

        if (!pumping)
        {
            _ = TakeOverWhenBlocked(continuation);
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;

    private void Pump(Func<Task> work, CancellationToken interruption)
    {
        SetSynchronizationContext(this);
        var task = work();
        _ = task.ContinueWith(_ => queue.Add(Continuation.Nothing), TaskScheduler.Default);
        while (!task.IsCompleted)
        {
            pumping = true;
            var next = queue.Take(interruption);
            pumping = false;
            next.RunOnce();
        }

        task.GetAwaiter().GetResult();
    }

    /// <summary>Ends the thread: running code by an abort, which waits until it is heard; a wait by interrupting it.</summary>
    private void End(CancellationTokenSource abort, CancellationToken ended)
    {
        var aborting = Task.Factory.StartNew(abort.Cancel, TaskCreationOptions.LongRunning);
        while (!ended.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(30)))
        {
            if (!pumping && thread.ThreadState.HasFlag(System.Threading.ThreadState.WaitSleepJoin))
            {
                thread.Interrupt();
            }
        }

        aborting.Wait(CancellationToken.None);
    }

    /// <summary>Runs a continuation on the thread pool when the cell's thread cannot come to it because it waits for something itself.</summary>
    private async Task TakeOverWhenBlocked(Continuation continuation)
    {
        var since = Stopwatch.GetTimestamp();
        while (!continuation.Taken && !pumping)
        {
            if (thread.ThreadState.HasFlag(System.Threading.ThreadState.WaitSleepJoin) || !thread.IsAlive)
            {
                await Task.Run(continuation.RunOnce).ConfigureAwait(false);
                return;
            }

            await Task.Delay(Stopwatch.GetElapsedTime(since) < TimeSpan.FromMilliseconds(50) ? 1 : 15).ConfigureAwait(false);
        }
    }

    private sealed class Continuation(SendOrPostCallback callback, object? state, ExecutionContext? context)
    {
        private int taken;

        public static Continuation Nothing => new(_ => { }, null, null);

        public bool Taken => Volatile.Read(ref taken) != 0;

        public void RunOnce()
        {
            if (Interlocked.Exchange(ref taken, 1) != 0)
            {
                return;
            }

            if (context is null)
            {
                callback(state);
            }
            else
            {
                ExecutionContext.Run(context, _ => callback(state), null);
            }
        }
    }
}
