using System.Threading.Channels;
using Frugal.Serving.Problems;

namespace Frugal.Serving.Batching;

/// <summary>
/// Groups single inputs into batches and runs them. The queue is bounded: if it is full, the input is refused (503), so that an overloaded
/// server still answers quickly the requests that it accepts. An input whose caller has cancelled is not run.
/// </summary>
public sealed class MicroBatcher<TIn, TOut> : IAsyncDisposable
{
    private readonly Func<IReadOnlyList<TIn>, Task<IReadOnlyList<TOut>>> run;
    private readonly MicroBatchOptions options;
    private readonly TimeProvider clock;
    private readonly Channel<Waiting> queue;
    private readonly Task worker;

    /// <summary>Starts the worker.</summary>
    /// <param name="run">Returns one output per input, in the same order; called for one batch at a time.</param>
    /// <param name="options">How inputs are grouped; null for the defaults.</param>
    /// <param name="clock">The clock; null for the system clock.</param>
    public MicroBatcher(Func<IReadOnlyList<TIn>, Task<IReadOnlyList<TOut>>> run, MicroBatchOptions? options = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        (this.run, this.options, this.clock) = (run, options ?? new(), clock ?? TimeProvider.System);
        queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(this.options.QueueLength) { SingleReader = true });
        worker = Task.Run(WorkAsync);
    }

    /// <summary>Number of waiting inputs.</summary>
    public int Waits => queue.Reader.Count;

    /// <summary>Runs <paramref name="input"/> in a batch with other waiting inputs.</summary>
    /// <exception cref="ProblemException">The queue is full (503, <c>busy</c>).</exception>
    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    public Task<BatchAnswer<TOut>> RunAsync(TIn input, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var waiting = new Waiting(input, clock.GetTimestamp(), cancellation);
        return queue.Writer.TryWrite(waiting)
            ? waiting.Answer.Task
            : throw new ProblemException(Problem.Busy(options.RetryAfter));
    }

    /// <summary>Runs the waiting inputs, then stops the worker.</summary>
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
            // MaxWait has elapsed.
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
