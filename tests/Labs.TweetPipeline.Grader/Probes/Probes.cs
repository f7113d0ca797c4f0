using TweetPipeline;

namespace Labs.TweetPipeline.Grader;

/// <summary>Two vectors to compare.</summary>
public sealed record Pair(float[] A, float[] B);

/// <summary>Calls the student's code. These methods run in the student's process.</summary>
public static class Probes
{
    private static float[] table = [];

    /// <summary>Task 1.</summary>
    public static float Similarity(Pair pair) => Vectors.Similarity(pair.A, pair.B);

    /// <summary>Keeps the table of task 2 for the calls that follow. Vectors arrive with the calls: nothing here could draw the next ones.</summary>
    public static bool Load(Rows rows)
    {
        table = rows.Numbers().ToArray();
        return true;
    }

    /// <summary>Task 2.</summary>
    public static int[] Nearest(Rows queries) => [.. queries.Numbers().ToArray().Chunk(Rows.Width).Select(query => Vectors.Nearest(query, table))];
}
