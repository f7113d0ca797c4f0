namespace MakeItSmall;

/// <summary>
/// Task 8, first half: weights that share a few values, found by k-means (notebook 12, section 6). The file stores the values once, in a codebook, and for each weight
/// only the number of its value.
/// </summary>
public static class SharedWeights
{
    /// <summary>
    /// K-means by Lloyd's rounds. Begin with <paramref name="count"/> values evenly spaced from the smallest weight to the largest, both included. In each round, give each
    /// weight the nearest value (of two equally near ones, the one with the smaller index), then move each value to the mean of its weights; a value
    /// that no weight has is dropped. Stop when no value moves, or after 100 rounds; then each weight has its nearest value.
    /// </summary>
    /// <remarks>
    /// Compute in double. A better start or a repair of empty values is welcome: the error, the sum of <c>(weight - value)²</c>, must be at most 2% larger than with the
    /// start above. In the result, each weight has the nearest value, each value is the mean of its weights (within 1%
    /// of the codebook's range), and no value is unused.
    /// </remarks>
    /// <param name="weights">The weights; at least two different ones.</param>
    /// <param name="count">The number of values: 2 to 256.</param>
    /// <returns>At most <paramref name="count"/> values in rising order, and for each weight the index of its value.</returns>
    public static (float[] Values, byte[] Codes) Share(float[] weights, int count)
    {
        throw new NotImplementedException("Task 8 - k-means on a line. Hint: two steps in turn, the nearest value of each weight and the mean of each value's weights; the values are sorted, so that a binary search finds the nearest.");
    }
}
