namespace Labs.TweetPipeline.Grader;

/// <summary>What task 2 is measured against: the plain loop. It runs in a process of its own, which never loads the student's code.</summary>
public static class Reference
{
    private static float[] table = [];

    /// <summary>Keeps a table for the calls that follow.</summary>
    public static bool Load(Rows rows)
    {
        table = rows.Numbers().ToArray();
        return true;
    }

    /// <summary>The rows of the table with the largest dot products.</summary>
    public static int[] NearestByPlainLoop(Rows queries) => Nearest(table, queries);

    internal static int[] Nearest(float[] table, Rows queries) => [.. queries.Numbers().ToArray().Chunk(Rows.Width).Select(query => Nearest(query, table))];

    private static int Nearest(float[] query, float[] table)
    {
        var (nearest, largest) = (0, float.NegativeInfinity);
        for (var row = 0; row * query.Length < table.Length; row++)
        {
            var product = 0f;
            for (var i = 0; i < query.Length; i++)
            {
                product += query[i] * table[row * query.Length + i];
            }

            if (product > largest)
            {
                (nearest, largest) = (row, product);
            }
        }

        return nearest;
    }
}
