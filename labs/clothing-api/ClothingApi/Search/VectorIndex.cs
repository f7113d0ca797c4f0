using System.Numerics;
using System.Runtime.InteropServices;

namespace ClothingApi.Search;

/// <summary>Finds the nearest of many int8 vectors by looking at all of them: 100,000 of 320 numbers are 32 MB, which memory delivers in a few milliseconds.</summary>
/// <param name="vectors">The vectors one after the other, <c>(count, dimensions)</c>, each number from -127 to 127.</param>
/// <param name="dimensions">The numbers of one vector.</param>
public sealed class VectorIndex(sbyte[] vectors, int dimensions)
{
    /// <summary>How many vectors there are.</summary>
    public int Count => vectors.Length / dimensions;

    /// <summary>The <paramref name="k"/> vectors with the largest dot product with <paramref name="query"/>, the largest first; all where there are fewer.
    /// Of equal ones the first in the index wins.</summary>
    public Neighbour[] Nearest(ReadOnlySpan<sbyte> query, int k)
    {
        throw new NotImplementedException("Task 8 - find the nearest vectors. Hint: Vector.Widen makes shorts of sbytes; two products of -127 to 127 still fit into a short, more do not.");
    }
}

/// <summary>A vector that was found.</summary>
/// <param name="Index">Its place in the index.</param>
/// <param name="Similarity">The cosine, -1 to 1.</param>
public readonly record struct Neighbour(int Index, float Similarity);
