using System.Diagnostics;
using Frugal.Gguf;

namespace Labs.ChatbotMemory.Grader;

/// <summary>A model for timing: random weights, drawn for this grading, of a real shape.</summary>
internal static class TimedModel
{
    private const int Least = 300;   // the first tokens of the vocabulary have other meanings than words

    /// <summary>Writes it where the student's process can read it.</summary>
    public static string In(Scratch scratch, int seed) => Made.In(scratch, "timed.gguf", path => RandomLlama.Write(new("timed", "none", 256, 4, 4, 2, 768), GgufType.F16, path, seed));

    /// <summary>Draws a text.</summary>
    public static int[] Text(Random unseen, int tokens) => [.. Enumerable.Range(0, tokens).Select(_ => unseen.Next(Least, LlamaShape.Vocabulary))];

    /// <summary>The shortest of three calls.</summary>
    public static TimeSpan Shortest(Action call) => Enumerable.Range(0, 3).Min(_ =>
    {
        var start = Stopwatch.GetTimestamp();
        call();
        return Stopwatch.GetElapsedTime(start);
    });
}
