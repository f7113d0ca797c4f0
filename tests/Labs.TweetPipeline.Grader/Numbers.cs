using System.Runtime.InteropServices;

namespace Labs.TweetPipeline.Grader;

/// <summary>Vectors drawn for a grading.</summary>
internal static class Numbers
{
    /// <summary>The vectors of the table.</summary>
    public const int TableRows = 4096;

    /// <summary>Some vectors of <see cref="Rows.Width"/> numbers.</summary>
    public static Rows Draw(Random unseen, int rows) => new(MemoryMarshal.AsBytes<float>(DrawNumbers(unseen, rows * Rows.Width)).ToArray());

    public static float[] DrawNumbers(Random unseen, int length)
    {
        var values = new float[length];
        for (var i = 0; i < length; i++)
        {
            values[i] = unseen.NextSingle() - 0.5f;
        }

        return values;
    }
}
