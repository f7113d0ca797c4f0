namespace Frugal.Llama;

/// <summary>
/// The one thread that computes for all sessions on a model, in the order in which they ask. llama.cpp splits each operation over all of a model's threads, so two computations at once only slow each other down; and
/// OpenMP keeps a team of threads for every thread that ever computed.
/// </summary>
internal sealed class ComputeThread
{
    private readonly LinkedList<ComputeJob> waiting = [];
    private readonly Thread thread;
    private bool ended;

    public ComputeThread(string name)
    {
        thread = new Thread(Work) { IsBackground = true, Name = name };
        thread.Start();
    }

    /// <summary>Waits for a job's turn and its end. A job that has begun is not interrupted.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was requested before the job began.</exception>
    public void Run(ComputeJob job, CancellationToken cancellation = default)
    {
        job.Reset();
        lock (waiting)
        {
            ObjectDisposedException.ThrowIf(ended, this);
            waiting.AddLast(job.Node);
            Monitor.Pulse(waiting);
        }

        using var registration = cancellation.UnsafeRegister(static job => ((ComputeJob)job!).Wake(), job);
        job.Wait(this, cancellation);
    }

    /// <summary>Ends the thread after the jobs that wait.</summary>
    public void End()
    {
        lock (waiting)
        {
            ended = true;
            Monitor.Pulse(waiting);
        }

        thread.Join();
    }

    /// <summary>Takes a job out of the queue; false if it has begun.</summary>
    public bool Remove(ComputeJob job)
    {
        lock (waiting)
        {
            var queued = job.Node.List is not null;
            if (queued)
            {
                waiting.Remove(job.Node);
            }

            return queued;
        }
    }

    private void Work()
    {
        while (Next() is { } job)
        {
            job.Complete();
        }
    }

    private ComputeJob? Next()
    {
        lock (waiting)
        {
            while (waiting.First is null)
            {
                if (ended)
                {
                    return null;
                }

                Monitor.Wait(waiting);
            }

            var job = waiting.First.Value;
            waiting.RemoveFirst();
            return job;
        }
    }
}
