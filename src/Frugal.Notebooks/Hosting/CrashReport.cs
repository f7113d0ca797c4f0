using Frugal.Notebooks.Engine;

namespace Frugal.Notebooks.Hosting;

/// <summary>The messages for a user whose cells lost their process.</summary>
internal static class CrashReport
{
    private const int LongestLine = 80;

    /// <summary>The error for a cell that ended the process.</summary>
    /// <param name="end">How it ended.</param>
    /// <param name="count">The cell's execution count.</param>
    /// <param name="code">The cell's code.</param>
    /// <param name="ran">The execution counts of the cells whose variables are lost, in order.</param>
    public static CellError Of(ProcessEnd end, int count, string code, IReadOnlyList<int> ran)
    {
        var line = FirstLine(code);
        var deed = $"cell {count} ({line}) {end.Deed}.";
        List<string> trace = [deed, Loss(ran, count)];
        if (Hint(end) is { } hint)
        {
            trace.Add(hint);
        }

        return new CellError("ProcessEnded", string.Join(' ', trace), [new CellSpan($"cell {count}", 1, 1, 1, 1, deed)], trace);
    }

    /// <summary>The error for a cell whose process was killed because it ignored two interruptions.</summary>
    public static CellError Stuck(int count, string code, IReadOnlyList<int> ran)
    {
        string[] trace = [$"cell {count} ({FirstLine(code)}) did not end when it was interrupted; its process was ended.", Loss(ran, count)];
        return new CellError("Interrupted", string.Join(' ', trace), [], trace);
    }

    /// <summary>The message shown at the next cell after the process ended between two cells.</summary>
    public static string BetweenCells(ProcessEnd end, IReadOnlyList<int> ran) =>
        $"The process that runs the cells ended after the last cell: it {end.Deed}. {Loss(ran, null)}\n";

    private static string Loss(IReadOnlyList<int> ran, int? again) =>
        "The variables are lost; the kernel has started a fresh process. "
        + (ran.Count == 0 ? "" : $"Run {(ran.Count == 1 ? "cell" : "cells")} {Ranges(ran)} again{(again is null ? "" : " first")}. ")
        + (again is null ? "" : $"Correct cell {again} before you run it again.");

    private static string? Hint(ProcessEnd end) =>
        end.OfTorch ? "TorchSharp's matmul does not pass libtorch's errors on: compare the shapes and types before it, or call mm for two matrices (docs/en/notebooks.md, Crashes)."
        : end.BrokeMemory ? "A known cause: the backward pass of a 1x1 convolution with a stride over few channels-last channels. Call contiguous() on its input (docs/en/notebooks.md, Crashes)."
        : null;

    private static string FirstLine(string code)
    {
        var line = code.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "";
        return line.Length <= LongestLine ? line : line[..(LongestLine - 1)] + "…";
    }

    /// <summary>Formats numbers as <c>1 to 3, 5</c>.</summary>
    private static string Ranges(IReadOnlyList<int> numbers)
    {
        List<(int First, int Last)> ranges = [];
        foreach (var number in numbers)
        {
            if (ranges.Count > 0 && ranges[^1].Last == number - 1)
            {
                ranges[^1] = (ranges[^1].First, number);
            }
            else
            {
                ranges.Add((number, number));
            }
        }

        return string.Join(", ", ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First} to {range.Last}"));
    }
}
