namespace TweetPipeline.Batching;

/// <summary>Runs batches and puts the answers back into the order of the texts.</summary>
public static class BatchRunner
{
    /// <summary>
    /// The answer for each item, at the item's place. If a batch fails, its items are tried again in two halves, and those in halves again, so that one bad item costs nobody else the answer; an item that
    /// fails alone has no answer. So does a batch that gives another number of answers than it has items. An <see cref="OperationCanceledException"/> is no failure: it ends everything at once.
    /// </summary>
    /// <param name="items">The items.</param>
    /// <param name="batches">Places of the items that go together; each place occurs once.</param>
    /// <param name="model">Answers a batch, in its order.</param>
    /// <param name="failed">Called with the place of each item that has no answer, and why.</param>
    /// <returns>An answer for each item; the default value for one without.</returns>
    public static TAnswer?[] Run<T, TAnswer>(IReadOnlyList<T> items, IReadOnlyList<int[]> batches, Func<IReadOnlyList<T>, IReadOnlyList<TAnswer>> model, Action<int, Exception> failed)
    {
        throw new NotImplementedException("Task 1 - run the batches. Hint: put each answer at the place of its item; halve a batch that fails.");
    }
}
