namespace Frugal.Texts;

/// <summary>
/// Length-bucketed batching: texts sorted by their number of tokens, neighbours together in a batch, so that little is padding (Khomenko et al. 2016, "Accelerating
/// recurrent neural network training using sequence bucketing", section 3).
/// </summary>
internal static class LengthBuckets
{
    /// <summary>The batches of texts of these lengths, longest first, so that the last to finish are short. Each batch holds places in <paramref name="lengths"/>.</summary>
    /// <param name="lengths">Number of tokens of each text.</param>
    /// <param name="tokens">Maximum number of tokens of a batch, padding included; a longer text is a batch by itself.</param>
    public static IReadOnlyList<ArraySegment<int>> Of(IReadOnlyList<int> lengths, int tokens)
    {
        var places = Enumerable.Range(0, lengths.Count).OrderByDescending(place => lengths[place]).ToArray();   // stable: equal lengths stay in order
        var batches = new List<ArraySegment<int>>();
        for (var start = 0; start < places.Length;)
        {
            var count = Math.Clamp(tokens / Math.Max(1, lengths[places[start]]), 1, places.Length - start);
            batches.Add(new(places, start, count));
            start += count;
        }

        return batches;
    }
}
