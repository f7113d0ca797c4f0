using System.Diagnostics;
using System.Globalization;
using Frugal.Notebooks.Engine;
using Frugal.Charts.Formatting;

namespace Frugal.Benchmarks;

/// <summary>What the first cell of a notebook waits for, what a trivial cell costs after that, and what the checkpoints of interruptions cost a tight loop.</summary>
internal static class NotebookCells
{
    private const int LaterCells = 101;
    private const int Turns = 100_000_000;
    private const string Loop = "static long Turn(int turns) { var sum = 0L; for (var i = 0; i < turns; i++) { sum += i ^ (sum >> 3); } return sum; }";

    /// <summary>Runs <paramref name="rounds"/> processes, and answers the medians of what they say.</summary>
    public static object Measure(int rounds)
    {
        var runs = Enumerable.Range(0, rounds).Select(_ => Child()).ToList();
        double Median(int column) => runs.Select(run => run[column]).Order().ElementAt(rounds / 2);
        return new { rounds, warm_up_ms = Median(0), first_cell_after_start_ms = Median(1), first_cell_cpu_ms = Median(2), later_cell_median_ms = Median(3), loop_turn_in_cell_ns = Median(4), loop_turn_compiled_ns = Median(5) };
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

        var (inCell, compiled) = await TurnsAsync(engine, output);
        var figures = new[] { warm, first, processor, later.Order().ElementAt(LaterCells / 2), inCell, compiled };
        Console.WriteLine(string.Join(' ', figures.Select(figure => figure.ToString("0.00", CultureInfo.InvariantCulture))));
    }

    /// <summary>Nanoseconds of a turn of the same loop, in a cell's function and in this program; the best of five, one after the other.</summary>
    private static async Task<(double InCell, double Compiled)> TurnsAsync(CSharpEngine engine, ICellOutput output)
    {
        await engine.RunAsync(Loop, "loop", output);
        var (inCell, compiled) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < 5; round++)
        {
            var said = await engine.RunAsync($"var clock = System.Diagnostics.Stopwatch.StartNew(); var sum = Turn({Turns}); clock.Elapsed.TotalNanoseconds / {Turns}", "turns", output);
            inCell = Math.Min(inCell, double.Parse(said.Value![Mime.Text]!, CultureInfo.InvariantCulture));
            var clock = Stopwatch.StartNew();
            GC.KeepAlive(Turn(Turns));
            compiled = Math.Min(compiled, clock.Elapsed.TotalNanoseconds / Turns);
        }

        return (inCell, compiled);
    }

    private static long Turn(int turns)
    {
        var sum = 0L;
        for (var i = 0; i < turns; i++)
        {
            sum += i ^ (sum >> 3);
        }

        return sum;
    }

    private static double[] Child()
    {
        using var child = Process.Start(new ProcessStartInfo("dotnet", [typeof(NotebookCells).Assembly.Location, "notebooks-child"]) { RedirectStandardOutput = true })!;
        var said = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return [.. said.Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))];
    }

    private sealed class Unread : ICellOutput
    {
        public void Write(StreamKind stream, string text) { }

        public void Show(DisplayedValue value) { }

        public string ReadLine(InputPrompt prompt) => "";
    }
}
