using System.Threading.Channels;
using Frugal.Serving.Problems;

namespace Frugal.Serving.Batching;

/// <summary>
/// Runs inputs that come one by one in batches. The queue is bounded: where it is full, the caller is told to come back (503), so that
/// an overloaded server stays quick for those whom it serves. An input whose caller has gone is not run.
/// </summary>
public sealed class MicroBatcher<TIn, TOut> : IAsyncDisposable
{
    private readonly Func<IReadOnlyList<TIn>, Task<IReadOnlyList<TOut>>> run;
    private readonly MicroBatchOptions options;
    private readonly TimeProvider clock;
    private readonly Channel<Waiting> queue;
    private readonly Task worker;

    /// <summary>Starts the worker.</summary>
    /// <param name="run">Gives one output for each input, in their order; called for one batch at a time.</param>
    /// <param name="options">How inputs are gathered; null for the defaults.</param>
    /// <param name="clock">Tells the time; null for the system's.</param>
    public MicroBatcher(Func<IReadOnlyList<TIn>, Task<IReadOnlyList<TOut>>> run, MicroBatchOptions? options = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        (this.run, this.options, this.clock) = (run, options ?? new(), clock ?? TimeProvider.System);
        queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(this.options.QueueLength) { SingleReader = true });
        worker = Task.Run(WorkAsync);
    }

    /// <summary>How many inputs wait.</summary>
    public int Waits => queue.Reader.Count;

    /// <summary>Runs <paramref name="input"/> with those that come at the same time.</summary>
    /// <exception cref="ProblemException">The queue is full (503, <c>busy</c>).</exception>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public Task<BatchAnswer<TOut>> RunAsync(TIn input, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var waiting = new Waiting(input, clock.GetTimestamp(), cancellation);
        return queue.Writer.TryWrite(waiting)
            ? waiting.Answer.Task
            : throw new ProblemException(Problem.Busy(options.RetryAfter));
    }

    /// <summary>Ends the worker when the inputs that wait have run.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await worker.ConfigureAwait(false);
    }

    private async Task WorkAsync()
    {
        var batch = new List<Waiting>(options.MaxBatch);
        while (await queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            Take(batch);
            if (batch.Count > 0 && batch.Count < options.MaxBatch && options.MaxWait > TimeSpan.Zero)
            {
                await WaitForMoreAsync(batch).ConfigureAwait(false);
            }

            if (batch.Count > 0)
            {
                await RunAsync(batch).ConfigureAwait(false);
            }
        }
    }

    private void Take(List<Waiting> batch)
    {
        while (batch.Count < options.MaxBatch && queue.Reader.TryRead(out var next))
        {
            if (next.Cancellation.IsCancellationRequested)
            {
                next.Answer.TrySetCanceled(next.Cancellation);
            }
            else
            {
                batch.Add(next);
            }
        }
    }

    private async Task WaitForMoreAsync(List<Waiting> batch)
    {
        using var patience = new CancellationTokenSource(options.MaxWait, clock);
        try
        {
            while (batch.Count < options.MaxBatch && await queue.Reader.WaitToReadAsync(patience.Token).ConfigureAwait(false))
            {
                Take(batch);
            }
        }
        catch (OperationCanceledException)
        {
            // The wait is over.
        }
    }

    private async Task RunAsync(List<Waiting> batch)
    {
        var start = clock.GetTimestamp();
        try
        {
            var outputs = await run([.. batch.Select(waiting => waiting.Input)]).ConfigureAwait(false);
            if (outputs.Count != batch.Count)
            {
                throw new InvalidOperationException($"{outputs.Count} outputs came for {batch.Count} inputs.");
            }

            var ran = clock.GetElapsedTime(start);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Answer.TrySetResult(new(outputs[i], batch.Count, clock.GetElapsedTime(batch[i].Since, start), ran));
            }
        }
        catch (Exception failure)
        {
            batch.ForEach(waiting => waiting.Answer.TrySetException(failure));
        }
    }

    private sealed class Waiting(TIn input, long since, CancellationToken cancellation)
    {
        public TIn Input => input;

        public long Since => since;

        public CancellationToken Cancellation => cancellation;

        public TaskCompletionSource<BatchAnswer<TOut>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
