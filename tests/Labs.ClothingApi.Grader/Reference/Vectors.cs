using Labs.ClothingApi.Grader.Probes;

namespace Labs.ClothingApi.Grader;

/// <summary>Vectors drawn from seeds, and the plain search that the student's is measured against. It runs in a process that never loads the student's code.</summary>
public static class Vectors
{
    private static (SearchRequest? Of, sbyte[] Values) last = (null, []);

    public static sbyte[] Table(SearchRequest request) => Draw(request.TableSeed, request.Count * request.Dimensions);

    public static IEnumerable<sbyte[]> Queries(SearchRequest request) =>
        Enumerable.Range(0, request.Queries).Select(i => Draw(unchecked(request.QuerySeed + 7919 * i), request.Dimensions));

    /// <summary>By a plain loop.</summary>
    public static Found[][] NearestByPlainLoop(SearchRequest request)
    {
        var key = request with { QuerySeed = 0, Queries = 0, K = 0 };
        if (last.Of != key)
        {
            last = (key, Table(request));
        }

        return [.. Queries(request).Select(query => Nearest(query, last.Values, request))];
    }

    private static Found[] Nearest(sbyte[] query, sbyte[] table, SearchRequest request)
    {
        var dots = new int[request.Count];
        for (var row = 0; row < request.Count; row++)
        {
            var dot = 0;
            for (var i = 0; i < query.Length; i++)
            {
                dot += query[i] * table[row * query.Length + i];
            }

            dots[row] = dot;
        }

        return [.. dots.Select((dot, index) => (dot, index)).OrderByDescending(hit => hit.dot).ThenBy(hit => hit.index).Take(request.K).Select(hit => new Found(hit.index, hit.dot / 16129f))];
    }

    /// <summary>All of -127 to 127, also the ends: that is where a sum of products overflows first.</summary>
    private static sbyte[] Draw(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return Array.ConvertAll(bytes, value => value switch { < 8 => (sbyte)127, < 16 => (sbyte)-127, _ => (sbyte)(value % 255 - 127) });
    }
}
