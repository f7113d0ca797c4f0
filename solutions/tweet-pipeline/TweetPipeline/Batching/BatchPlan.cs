namespace TweetPipeline.Batching;

/// <summary>Which texts go through the model together.</summary>
public static class BatchPlan
{
    /// <summary>
    /// Batches of texts of similar length. A batch is computed as a rectangle: each text is padded to the longest of its batch, and padding costs as much time as text. Therefore texts are
    /// sorted by length, and neighbours go together, as many as fit: no batch could take another text of the next one without exceeding a limit.
    /// </summary>
    /// <param name="lengths">Tokens of each text, at least 1.</param>
    /// <param name="tokens">The most tokens of a batch, padding included: texts × the longest. A longer text is a batch by itself.</param>
    /// <param name="texts">The most texts of a batch.</param>
    /// <returns>The places in <paramref name="lengths"/> of each batch's texts, the longest texts first; every place is in exactly one batch. Texts of the same length stay in their order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A limit is below 1.</exception>
    public static IReadOnlyList<int[]> Of(IReadOnlyList<int> lengths, int tokens, int texts)
    {
#if SOLUTION
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(texts, 1);
        int[] places = [.. Enumerable.Range(0, lengths.Count).OrderByDescending(place => lengths[place])];
        var batches = new List<int[]>();
        for (var start = 0; start < places.Length;)
        {
            var count = Math.Clamp(tokens / Math.Max(1, lengths[places[start]]), 1, Math.Min(texts, places.Length - start));
            batches.Add(places[start..(start + count)]);
            start += count;
        }

        return batches;
#else
        throw new NotImplementedException("Task 1 - plan the batches. Hint: sort the places by length, then cut; the first of a batch is its longest.");
#endif
    }
}
