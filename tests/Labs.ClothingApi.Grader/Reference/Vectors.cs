using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

/// <summary>The plain search that the student's is measured against. It runs in a process that never loads the student's code.</summary>
public static class Vectors
{
    private static byte[] table = [];

    /// <summary>Keeps a table for the calls that follow.</summary>
    public static bool Load(SearchTable loaded)
    {
        table = loaded.Vectors;
        return true;
    }

    /// <summary>By a plain loop, in the table that was loaded.</summary>
    public static Found[][] NearestByPlainLoop(SearchRequest request) => Nearest(table, request);

    /// <summary>By a plain loop.</summary>
    internal static Found[][] Nearest(byte[] table, SearchRequest request) =>
        [.. request.Queries.Chunk(request.Dimensions).Select(query => Nearest(table, query, request.K))];

    /// <summary>Vectors never seen: all of -127 to 127, also the ends, where a sum of products overflows first.</summary>
    internal static byte[] Draw(Random unseen, int count)
    {
        var bytes = new byte[count];
        unseen.NextBytes(bytes);
        return Array.ConvertAll(bytes, value => (byte)(value switch { < 8 => (sbyte)127, < 16 => (sbyte)-127, _ => (sbyte)(value % 255 - 127) }));
    }

    private static Found[] Nearest(byte[] table, byte[] query, int k)
    {
        var dots = new int[table.Length / query.Length];
        for (var row = 0; row < dots.Length; row++)
        {
            var dot = 0;
            for (var i = 0; i < query.Length; i++)
            {
                dot += (sbyte)query[i] * (sbyte)table[row * query.Length + i];
            }

            dots[row] = dot;
        }

        return [.. dots.Select((dot, index) => (dot, index)).OrderByDescending(hit => hit.dot).ThenBy(hit => hit.index).Take(k).Select(hit => new Found(hit.index, hit.dot / 16129f))];
    }
}
