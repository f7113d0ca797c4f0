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
        throw new NotImplementedException("Task 8 - run the stage. Hint: return an async iterator of your own; SemaphoreSlim for the room, a channel of tasks in the order of the items.");
    }
}
