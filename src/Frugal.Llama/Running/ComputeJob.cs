using System.Runtime.ExceptionServices;

namespace Frugal.Llama;

/// <summary>Work for a <see cref="ComputeThread"/>, used again and again by one caller: a run allocates nothing.</summary>
internal sealed class ComputeJob
{
    private readonly Action work;
    private readonly object gate = new();
    private bool done;
    private ExceptionDispatchInfo? failure;

    public ComputeJob(Action work)
    {
        this.work = work;
        Node = new LinkedListNode<ComputeJob>(this);
    }

    /// <summary>The place in the queue.</summary>
    public LinkedListNode<ComputeJob> Node { get; }

    public void Reset() => (done, failure) = (false, null);

    /// <summary>Does the work, and wakes the caller.</summary>
    public void Complete()
    {
        try
        {
            work();
        }
        catch (Exception cause)
        {
            failure = ExceptionDispatchInfo.Capture(cause);
        }

        lock (gate)
        {
            done = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Wakes the caller to look at its cancellation.</summary>
    public void Wake()
    {
        lock (gate)
        {
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Waits for the end of the work; after a cancellation only if the thread has begun it.</summary>
    public void Wait(ComputeThread thread, CancellationToken cancellation)
    {
        lock (gate)
        {
            while (!done)
            {
                if (cancellation.IsCancellationRequested && thread.Remove(this))
                {
                    throw new OperationCanceledException(cancellation);
                }

                Monitor.Wait(gate);
            }
        }

        failure?.Throw();
    }
}
