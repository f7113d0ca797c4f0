using System.Runtime.InteropServices;
using ClothingApi.Search;

namespace Labs.ClothingApi.Grader.Probes;

/// <summary>The vectors that are searched, as signed bytes one after the other.</summary>
public sealed record SearchTable(byte[] Vectors, int Dimensions);

/// <summary>Vectors whose nearest neighbours in the table are wanted.</summary>
/// <param name="Queries">The vectors, as signed bytes one after the other.</param>
/// <param name="Dimensions">The numbers of one.</param>
/// <param name="K">How many neighbours of each.</param>
public sealed record SearchRequest(byte[] Queries, int Dimensions, int K);

/// <summary>A neighbour.</summary>
public sealed record Found(int Index, float Similarity);

/// <summary>Task 8, in the student's process. Vectors arrive with the call: nothing here could draw the next ones.</summary>
public static class SearchProbes
{
    private static VectorIndex? index;

    public static int[] Embed(float[] features) => [.. Embedding.From(features).Select(code => (int)code)];

    /// <summary>Makes the index of a table, for the calls that follow.</summary>
    public static bool Load(SearchTable table)
    {
        index = new VectorIndex(MemoryMarshal.Cast<byte, sbyte>(table.Vectors).ToArray(), table.Dimensions);
        return true;
    }

    public static Found[][] Nearest(SearchRequest request)
    {
        var found = new Found[request.Queries.Length / request.Dimensions][];
        for (var i = 0; i < found.Length; i++)
        {
            var query = MemoryMarshal.Cast<byte, sbyte>(request.Queries.AsSpan(i * request.Dimensions, request.Dimensions));
            found[i] = Array.ConvertAll(index!.Nearest(query, request.K), hit => new Found(hit.Index, hit.Similarity));
        }

        return found;
    }
}
