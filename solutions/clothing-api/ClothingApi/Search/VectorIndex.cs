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
#if SOLUTION
        k = Math.Min(k, Count);
        var best = new (int Dot, int Index)[k + 1];          // sorted, with a place for the next that is better than the last
        var found = 0;
        Span<short> wide = stackalloc short[dimensions];
        for (var i = 0; i < dimensions; i++)
        {
            wide[i] = query[i];
        }

        for (var index = 0; index < Count && k > 0; index++)
        {
            var dot = Dot(wide, vectors.AsSpan(index * dimensions, dimensions));
            if (found == k && dot <= best[k - 1].Dot)
            {
                continue;
            }

            var at = found;
            for (; at > 0 && best[at - 1].Dot < dot; at--)
            {
                best[at] = best[at - 1];
            }

            best[at] = (dot, index);
            found = Math.Min(found + 1, k);
        }

        return [.. best.Take(found).Select(hit => new Neighbour(hit.Index, hit.Dot / (float)(Embedding.Scale * Embedding.Scale)))];
#else
        throw new NotImplementedException("Task 8 - find the nearest vectors. Hint: Vector.Widen makes shorts of sbytes; two products of -127 to 127 still fit into a short, more do not.");
#endif
    }
#if SOLUTION

    /// <summary>32 numbers at a time where the processor has vectors of 32 bytes. Two products, at most 2 * 127 * 127 = 32,258, fit into a short.</summary>
    private static int Dot(ReadOnlySpan<short> query, ReadOnlySpan<sbyte> vector)
    {
        var step = Vector<sbyte>.Count;
        var sums = Vector<int>.Zero;
        ref var q = ref MemoryMarshal.GetReference(query);
        ref var v = ref MemoryMarshal.GetReference(vector);
        var i = 0;
        for (; i <= vector.Length - step; i += step)
        {
            Vector.Widen(Vector.LoadUnsafe(ref v, (nuint)i), out var low, out var high);
            var products = low * Vector.LoadUnsafe(ref q, (nuint)i) + high * Vector.LoadUnsafe(ref q, (nuint)(i + step / 2));
            Vector.Widen(products, out var lower, out var upper);
            sums += lower + upper;
        }

        var sum = Vector.Sum(sums);
        for (; i < vector.Length; i++)
        {
            sum += query[i] * vector[i];
        }

        return sum;
    }
#endif
}

/// <summary>A vector that was found.</summary>
/// <param name="Index">Its place in the index.</param>
/// <param name="Similarity">The cosine, -1 to 1.</param>
public readonly record struct Neighbour(int Index, float Similarity);
