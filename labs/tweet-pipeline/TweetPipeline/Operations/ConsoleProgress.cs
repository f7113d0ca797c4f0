using System.Globalization;

namespace TweetPipeline.Operations;

/// <summary>Shows how far a run is: one line that is written over on a terminal, a line every ten seconds elsewhere.</summary>
public sealed class ConsoleProgress(TextWriter output, bool isTerminal) : IProgress<RunProgress>
{
    private const int Bar = 24;
    private TimeSpan shown;
    private int width;

    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        var elapsed = value.Figures.Elapsed;
        if (elapsed - shown < TimeSpan.FromSeconds(isTerminal ? 0.1 : 10))
        {
            return;
        }

        shown = elapsed;
        var line = Line(value, elapsed);
        if (isTerminal)
        {
            output.Write($"\r{line.PadRight(width)}");
            width = line.Length;
        }
        else
        {
            output.WriteLine(line);
        }
    }

    /// <summary>Prints a sentence above the line. Safe for concurrent use.</summary>
    public void Note(string sentence)
    {
        lock (output)
        {
            Clear();
            output.WriteLine(sentence);
        }
    }

    /// <summary>Removes the line.</summary>
    public void Clear()
    {
        if (width > 0)
        {
            output.Write($"\r{new string(' ', width)}\r");
        }
    }

    private static string Line(RunProgress value, TimeSpan elapsed)
    {
        var filled = (int)(value.Share * Bar);
        var rate = value.Figures[Counted.Tweets] / Math.Max(1e-3, elapsed.TotalSeconds);
        var phases = Enum.GetValues<Phase>().Select(phase => (phase, value.Figures[phase].TotalSeconds)).Where(phase => phase.TotalSeconds >= 0.05).OrderByDescending(phase => phase.TotalSeconds).Take(3);
        var names = string.Join(", ", phases.Select(phase => string.Create(CultureInfo.InvariantCulture, $"{phase.phase} {phase.TotalSeconds:0.0} s")));
        return string.Create(CultureInfo.InvariantCulture, $"[{new string('#', filled)}{new string('.', Bar - filled)}] {100 * value.Share:0}%  {value.Tweets:N0} tweets, {rate:N0}/s  {names}");
    }
}
