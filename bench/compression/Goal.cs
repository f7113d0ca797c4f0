namespace Frugal.Benchmarks.Compression;

/// <summary>A figure that was set as a goal, and the one reached.</summary>
internal sealed record Goal(string Figure, string Asked, string Reached, bool Met)
{
    /// <summary>Compares the table with the goals.</summary>
    public static IReadOnlyList<Goal> Of(Table table, double quantizer)
    {
        Row Named(string name) => table.Rows.First(row => row.Name.StartsWith(name, StringComparison.Ordinal));
        double Mean(string name) => table.Rows.Where(row => row.Name.StartsWith(name + ", seed", StringComparison.Ordinal)).Average(row => 100 * row.Accuracy!.Value);
        var int8 = Named("int8, MinMax");
        var aware = table.Rows.Where(row => row.Name.StartsWith("int8, trained", StringComparison.Ordinal)).MaxBy(row => row.Points)!;
        var pairs = table.Rows.Where(row => row.Name.EndsWith("nearest", StringComparison.Ordinal))
            .Select(row => (Nearest: row, AdaRound: table.Rows.Single(other => other.Name == row.Name.Replace("nearest", "AdaRound", StringComparison.Ordinal))))
            .MinBy(pair => pair.Nearest.Points);
        var halved = table.Rows.Single(row => row.Name == "50%, fine-tuned");
        var student = Named(DistilledForms.Taught);
        var gain = Mean(DistilledForms.Taught) - Mean(DistilledForms.Alone);
        var together = table.Rows.Single(row => row.Group == "all together");
        var stored = table.Rows.Single(row => row.Name.Contains("Deep Compression", StringComparison.Ordinal));
        return
        [
            new("int8 after training", ">= 3.7x smaller, >= 2.5x faster, at most 1.0 points lost", Text($"{int8.Smaller:0.00}x, {int8.Faster:0.00}x, {int8.Points:+0.0;-0.0;0.0}"), int8 is { Smaller: >= 3.7, Faster: >= 2.5, Points: >= -1 }),
            new("int8 in training", "at most 0.3 points lost", Text($"{aware.Points:+0.0;-0.0;0.0}"), aware.Points >= -0.3),
            new("int4 weights by AdaRound, where rounding to the nearest loses more than 5 points", "at most 2 points lost", Text($"nearest {pairs.Nearest.Points:+0.0;-0.0;0.0}, AdaRound {pairs.AdaRound.Points:+0.0;-0.0;0.0} ({pairs.AdaRound.Name})"), pairs.Nearest.Points < -5 && pairs.AdaRound.Points >= -2),
            new("50% of the channels", ">= 3x fewer MACs, >= 2x faster, at most 2 points lost", Text($"{halved.FewerMacs:0.00}x, {halved.Faster:0.00}x, {halved.Points:+0.0;-0.0;0.0}"), halved is { FewerMacs: >= 3, Faster: >= 2, Points: >= -2 }),
            new("a student of at most a tenth of the bytes", ">= 2 points better taught than alone, mean of 3 seeds", Text($"{student.Smaller:0.0}x smaller, {gain:+0.0;-0.0} points"), student.Smaller >= 10 && gain >= 2),
            new("all together", "<= 100 KB, <= 0.15 ms, at most 2 points lost", Text($"{together.Bytes / 1e3:0.0} KB, {together.MedianMs:0.000} ms, {together.Points:+0.0;-0.0;0.0}"), together is { Bytes: <= 100_000, MedianMs: <= 0.15, Points: >= -2 }),
            new("Deep Compression storage", ">= 20x smaller, at most 1 point lost", Text($"{stored.Smaller:0.0}x, {stored.Points:+0.0;-0.0;0.0}"), stored is { Smaller: >= 20, Points: >= -1 }),
            new("the quantiser without calibration", ">= 20 MB of float32 weights a second", Text($"{quantizer:0} MB/s"), quantizer >= 20),
        ];
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
