namespace TweetPipeline;

/// <summary>Finds what is most alike among vectors, as a search by picture does with what a network makes of its pictures.</summary>
public static class Vectors
{
    /// <summary>The cosine of the angle between two vectors of one length: 1 for the same direction, -1 for opposite ones; 0 where a vector is all zeros.</summary>
    public static float Similarity(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        throw new NotImplementedException("Task 1 - the cosine of the angle between two vectors. Hint: the dot product over the product of both lengths; mind a vector of zeros.");
    }

    /// <summary>The row of a table whose dot product with a query is the largest.</summary>
    /// <param name="query">A vector.</param>
    /// <param name="table">Vectors as long as the query, one after the other.</param>
    /// <returns>The row's index, from 0.</returns>
    public static int Nearest(ReadOnlySpan<float> query, ReadOnlySpan<float> table)
    {
        throw new NotImplementedException("Task 2 - the row with the largest dot product, faster than a plain loop. Hint: Vector<float> multiplies several numbers at a time.");
    }
}
