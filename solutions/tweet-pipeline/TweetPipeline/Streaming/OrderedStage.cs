#if SOLUTION
using System.Runtime.CompilerServices;
using System.Threading.Channels;

#endif
namespace TweetPipeline.Streaming;

/// <summary>A stage of the pipeline: several workers, results in the order of the source, and a fixed number of items in memory.</summary>
public static class OrderedStage
{
    /// <summary>
    /// Applies <paramref name="work"/> to each item. Results come in the order of the items, whichever is ready first.
    /// <list type="bullet">
    /// <item>At most <paramref name="workers"/> items are being worked on at any time; with that many items waiting, that many are.</item>
    /// <item>At most <paramref name="capacity"/> items have been taken from the source whose results the consumer has not asked beyond: if it stops asking, so does the reading of the source.</item>
    /// <item>The source is read by one thread at a time, beside the work, and not before the first result is asked for.</item>
    /// <item>The first failure, of the source or of the work, is thrown when its place in the order has come; later items are then cancelled, and nothing of the stage runs any more when the exception arrives.</item>
    /// <item>The same holds when the consumer ends early or <paramref name="cancellation"/> is requested, which throws an <see cref="OperationCanceledException"/>. The source is disposed in any case.</item>
    /// </list>
    /// </summary>
    /// <param name="source">The items.</param>
    /// <param name="work">What is done to each, on a thread of the pool. It gets a token that is cancelled when the stage ends.</param>
    /// <param name="workers">Items worked on at a time, at least 1.</param>
    /// <param name="capacity">Items in memory, at least <paramref name="workers"/>.</param>
    /// <param name="cancellation">Ends the stage.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small; thrown when the first result is asked for.</exception>
    public static IAsyncEnumerable<TResult> RunAsync<T, TResult>(IEnumerable<T> source, Func<T, CancellationToken, Task<TResult>> work, int workers, int capacity, CancellationToken cancellation = default)
    {
#if SOLUTION
        return Results(source, work, workers, capacity, cancellation);
#else
        throw new NotImplementedException("Task 8 - run the stage. Hint: return an async iterator of your own; SemaphoreSlim for the room, a channel of tasks in the order of the items.");
#endif
    }

#if SOLUTION
    private static async IAsyncEnumerable<TResult> Results<T, TResult>(
        IEnumerable<T> source, Func<T, CancellationToken, Task<TResult>> work, int workers, int capacity, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, workers);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var room = new SemaphoreSlim(capacity);
        using var turns = new SemaphoreSlim(workers);
        var pending = Channel.CreateUnbounded<Task<TResult>>(new() { SingleReader = true, SingleWriter = true });   // `room` bounds it
        var reading = Task.Run(ReadAsync, CancellationToken.None);
        try
        {
            await foreach (var result in pending.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return await result.ConfigureAwait(false);
                room.Release();
            }

            cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false);
            while (pending.Reader.TryRead(out var left))
            {
                await ((Task)left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        async Task ReadAsync()
        {
            Exception? failure = null;
            try
            {
                using var items = source.GetEnumerator();
                while (true)
                {
                    await room.WaitAsync(stop.Token).ConfigureAwait(false);
                    if (!items.MoveNext())
                    {
                        break;
                    }

                    await turns.WaitAsync(stop.Token).ConfigureAwait(false);
                    var item = items.Current;
                    pending.Writer.TryWrite(Task.Run(() => WorkAsync(item), CancellationToken.None));
                }
            }
            catch (Exception broken)
            {
                failure = broken;
            }

            if (failure is not null && !stop.IsCancellationRequested)
            {
                pending.Writer.TryWrite(Task.FromException<TResult>(failure));
            }

            pending.Writer.Complete();
        }

        async Task<TResult> WorkAsync(T item)
        {
            try
            {
                return await work(item, stop.Token).ConfigureAwait(false);
            }
            finally
            {
                turns.Release();
            }
        }
    }
#endif
}
