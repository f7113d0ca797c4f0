using System.Diagnostics;
using Frugal.Notebooks.Engine;

namespace Frugal.Benchmarks;

/// <summary>What the first cell of a notebook waits for, and what a trivial cell costs after that.</summary>
internal static class NotebookCells
{
    private const int LaterCells = 101;

    /// <summary>Runs <paramref name="rounds"/> processes, and answers the medians of what they say.</summary>
    public static object Measure(int rounds)
    {
        var runs = Enumerable.Range(0, rounds).Select(_ => Child()).ToList();
        double Median(int column) => runs.Select(run => run[column]).Order().ElementAt(rounds / 2);
        return new { rounds, warm_up_ms = Median(0), first_cell_after_start_ms = Median(1), first_cell_cpu_ms = Median(2), later_cell_median_ms = Median(3) };
    }

    /// <summary>One process: warm-up, first cell, later cells. Times in ms; those of the start count from the process's own.</summary>
    public static async Task RunAsync()
    {
        var process = Process.GetCurrentProcess();
        var clock = Stopwatch.StartNew();
        await CSharpEngine.WarmUpAsync();
        var warm = clock.Elapsed.TotalMilliseconds;
        using var engine = new CSharpEngine();
        var output = new Unread();
        await engine.RunAsync("var x = 40; Console.WriteLine(x); x + 2", "cell 1", output);
        var first = (DateTime.Now - process.StartTime).TotalMilliseconds;
        process.Refresh();
        var processor = process.TotalProcessorTime.TotalMilliseconds;
        List<double> later = [];
        for (var n = 0; n < LaterCells; n++)
        {
            clock.Restart();
            await engine.RunAsync($"x + {n}", $"cell {n + 2}", output);
            later.Add(clock.Elapsed.TotalMilliseconds);
        }

        var figures = new[] { warm, first, processor, later.Order().ElementAt(LaterCells / 2) };
        Console.WriteLine(string.Join(' ', figures.Select(figure => figure.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture))));
    }

    private static double[] Child()
    {
        using var child = Process.Start(new ProcessStartInfo("dotnet", [typeof(NotebookCells).Assembly.Location, "notebooks-child"]) { RedirectStandardOutput = true })!;
        var said = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return [.. said.Split(' ').Select(figure => double.Parse(figure, System.Globalization.CultureInfo.InvariantCulture))];
    }

    private sealed class Unread : ICellOutput
    {
        public void Write(StreamKind stream, string text) { }

        public void Show(DisplayedValue value) { }

        public string ReadLine(InputPrompt prompt) => "";
    }
}
