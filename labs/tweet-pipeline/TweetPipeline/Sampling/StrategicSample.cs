namespace TweetPipeline.Sampling;

/// <summary>Chooses the tweets that are worth a language model's time.</summary>
public static class StrategicSample
{
    /// <summary>
    /// Chooses <paramref name="count"/> candidates, or all that can be chosen if there are fewer. Duplicates are never chosen.
    /// <list type="number">
    /// <item>Claims first. If there are more of them than places, the more urgent ones.</item>
    /// <item>Then balanced: each of the three sentiments gets a third of the places that are left, rounded down, for tweets that are no claims; a sentiment with too few gets all of its own.</item>
    /// <item>Then random: the places that are still left go to any of the rest.</item>
    /// </list>
    /// Within each step the candidate with the smaller <see cref="Draw"/> comes first, and of equal ones the earlier. So the choice depends on the texts and the seed, neither on the order of the candidates nor on the machine.
    /// </summary>
    /// <param name="candidates">The tweets.</param>
    /// <param name="count">Places, 0 or more.</param>
    /// <param name="seed">Random seed.</param>
    /// <returns>The places of the chosen ones in <paramref name="candidates"/>, ascending.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static int[] Choose(IReadOnlyList<Candidate> candidates, int count, ulong seed)
    {
        throw new NotImplementedException("Task 4 - choose the tweets. Hint: order all candidates by Draw once; LINQ's OrderBy keeps the order of equal ones.");
    }

    /// <summary>A number drawn for a tweet: the same for the same seed and key on every machine, and unlike for others (the mixing of SplitMix64).</summary>
    public static ulong Draw(ulong seed, UInt128 key)
    {
        var mixed = seed * 0x9E3779B97F4A7C15 ^ (ulong)key ^ (ulong)(key >> 64) * 0xD6E8FEB86659FD93;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
