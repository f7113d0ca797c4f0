using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Frugal.Notebooks.Engine;

/// <summary>
/// The thread on which one cell runs, from its first line to the last <c>await</c>. An interruption ends a loop or recursion of the cell
/// at its next <see cref="Checkpoint"/>, ends a wait by waking the thread, and abandons an <c>await</c>. Nothing is aborted: code without
/// checkpoints, for example a native call, ends when it returns.
/// </summary>
/// <remarks>
/// While the cell's own code blocks its thread (<c>task.Result</c>), the awaited task's continuations run on the thread pool, which avoids the
/// usual deadlock of single-threaded contexts.
/// </remarks>
internal sealed class CellThread : SynchronizationContext
{
    /// <summary>Time for an abandoned cell to reach its next checkpoint before the next cell may run.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(100);

    private readonly BlockingCollection<Continuation> queue = [];
    private readonly Thread thread;
    private volatile bool pumping;

    private CellThread(Action body) => thread = new Thread(() => body()) { IsBackground = true, Name = "cell" };

    /// <summary>Runs <paramref name="work"/> to its end. Returns true if it completed; false if it was interrupted.</summary>
    public static bool Run(Func<Task> work, CancellationToken interruption)
    {
        Exception? failure = null;
        CellThread? cell = null;
        using var ended = new CancellationTokenSource();
        cell = new CellThread(() =>
        {
            try
            {
                cell!.Pump(work, interruption);
            }
            catch (Exception thrown)
            {
                failure = thrown;
            }
        });
        cell.thread.Start();
        Task? waking = null;
        using (interruption.Register(() => waking = Task.Factory.StartNew(() => cell.Wake(ended.Token), TaskCreationOptions.LongRunning)))
        {
            cell.thread.Join();
        }

        ended.Cancel();
        waking?.Wait(CancellationToken.None);
        if (failure is not null && !interruption.IsCancellationRequested)
        {
            ExceptionDispatchInfo.Throw(failure);   // keeps the cell's own stack frames
        }

        return failure is null && !interruption.IsCancellationRequested;   // the interruption may have ended the task that the cell waited for
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
        try
        {
            while (!task.IsCompleted)
            {
                pumping = true;
                var next = queue.Take(interruption);
                pumping = false;
                next.RunOnce();
            }
        }
        catch (OperationCanceledException) when (interruption.IsCancellationRequested)
        {
            Task.WaitAny([task], Farewell);   // the task may continue on another thread after ConfigureAwait(false)
            throw;
        }

        task.GetAwaiter().GetResult();
    }

    /// <summary>Wakes the thread from the cell's own waits until the thread has ended.</summary>
    private void Wake(CancellationToken ended)
    {
        for (var pause = 30; !ended.WaitHandle.WaitOne(pause); pause = Math.Min(2 * pause, 500))
        {
            if (!pumping && thread.ThreadState.HasFlag(System.Threading.ThreadState.WaitSleepJoin))
            {
                thread.Interrupt();
            }
        }
    }

    /// <summary>Runs a continuation on the thread pool if the cell's thread cannot run it because it is blocked.</summary>
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
