namespace Frugal.Benchmarks.Compression;

/// <summary>A figure that was set as a goal, and the one reached.</summary>
internal sealed record Goal(string Figure, string Asked, string Reached, bool Met)
{
    /// <summary>The section that starts from the ResNet-18; its goal is its own.</summary>
    public const string Way = "from 64 MB";

    private const string Nearest = "nearest", AdaRound = "AdaRound";

    /// <summary>Compares the sections with the goals; a goal whose rows were not measured is left out.</summary>
    public static IReadOnlyList<Goal> Of(IReadOnlyList<Table> sections, double quantizer)
    {
        Row[] all = [.. sections.SelectMany(section => section.Rows)];
        Row[] rows = [.. sections.Where(section => section.Section != Way).SelectMany(section => section.Rows)];
        Goal?[] goals =
        [
            From64Megabytes(sections) is { } smallest
                ? new("from the fine-tuned ResNet-18 to all together", ">= 500x smaller, >= 40x faster, at most 2 points lost", Text($"{smallest.Smaller:0}x, {smallest.Faster:0.0}x, {smallest.Points:+0.0;-0.0;0.0}"), smallest is { Smaller: >= 500, Faster: >= 40, Points: >= -2 })
                : null,
            First("int8, MinMax") is { } int8
                ? new("int8 after training", ">= 3.7x smaller, >= 2.5x faster, at most 1.0 points lost", Text($"{int8.Smaller:0.00}x, {int8.Faster:0.00}x, {int8.Points:+0.0;-0.0;0.0}"), int8 is { Smaller: >= 3.7, Faster: >= 2.5, Points: >= -1 })
                : null,
            rows.Where(row => row.Name.StartsWith("int8, trained", StringComparison.Ordinal)).MaxBy(row => row.Points) is { } aware
                ? new("int8 in training", "at most 0.3 points lost", Text($"{aware.Points:+0.0;-0.0;0.0}"), aware.Points >= -0.3)
                : null,
            Hardest() is { Nearest: { } nearest, AdaRound: { } learnt }
                ? new("int4 weights by AdaRound, where rounding to the nearest loses more than 5 points", "at most 2 points lost", Text($"nearest {nearest.Points:+0.0;-0.0;0.0}, AdaRound {learnt.Points:+0.0;-0.0;0.0} ({learnt.Name})"), nearest.Points < -5 && learnt.Points >= -2)
                : null,
            First("50%, fine-tuned") is { } halved
                ? new("50% of the channels", ">= 3x fewer MACs, >= 2x faster, at most 2 points lost", Text($"{halved.FewerMacs:0.00}x, {halved.Faster:0.00}x, {halved.Points:+0.0;-0.0;0.0}"), halved is { FewerMacs: >= 3, Faster: >= 2, Points: >= -2 })
                : null,
            First(DistilledForms.Taught) is { } student
                ? new("a student of at most a tenth of the bytes", ">= 2 points better taught than alone, mean of 3 seeds", Text($"{student.Smaller:0.0}x smaller, {Gain():+0.0;-0.0} points"), student.Smaller >= 10 && Gain() >= 2)
                : null,
            rows.LastOrDefault(row => row.Name.EndsWith("packed", StringComparison.Ordinal)) is { } together
                ? new("all together", "<= 100 KB, <= 0.15 ms, at most 2 points lost", Text($"{together.Bytes / 1e3:0.0} KB, {together.MedianMs:0.000} ms, {together.Points:+0.0;-0.0;0.0}"), together is { Bytes: <= 100_000, MedianMs: <= 0.15, Points: >= -2 })
                : null,
            rows.FirstOrDefault(row => row.Name.Contains("Deep Compression", StringComparison.Ordinal)) is { } stored
                ? new("Deep Compression storage", ">= 20x smaller, at most 1 point lost", Text($"{stored.Smaller:0.0}x, {stored.Points:+0.0;-0.0;0.0}"), stored is { Smaller: >= 20, Points: >= -1 })
                : null,
            new("the quantiser without calibration", ">= 20 MB of float32 weights a second", Text($"{quantizer:0} MB/s"), quantizer >= 20),
        ];
        return [.. goals.OfType<Goal>()];

        Row? First(string name) => rows.FirstOrDefault(row => row.Name.StartsWith(name, StringComparison.Ordinal));

        // Of the networks that rounding to the nearest spoils, the one that AdaRound saves best; where it spoils none, the one that it harms most.
        (Row Nearest, Row AdaRound) Hardest() => Pairs().OrderByDescending(pair => pair.Nearest.Points < -5).ThenByDescending(pair => pair.Nearest.Points < -5 ? pair.AdaRound.Points : -pair.Nearest.Points).FirstOrDefault();

        IEnumerable<(Row Nearest, Row AdaRound)> Pairs() =>
            from row in all
            where row.Name.EndsWith(Nearest, StringComparison.Ordinal)
            let other = all.FirstOrDefault(other => other.Name == row.Name.Replace(Nearest, AdaRound, StringComparison.Ordinal))
            where other is not null
            select (row, other);

        double Gain() => Mean(DistilledForms.Taught) - Mean(DistilledForms.Alone);

        double Mean(string name) => rows.Where(row => row.Name.StartsWith(name + ", seed", StringComparison.Ordinal)).Average(row => 100 * row.Accuracy!.Value);
    }

    /// <summary>Of the rows that are small and fast enough the most accurate; the last row if none is.</summary>
    private static Row? From64Megabytes(IReadOnlyList<Table> sections) => sections.FirstOrDefault(section => section.Section == Way)?.Rows is { } rows
        ? rows.Where(row => row is { Smaller: >= 500, Faster: >= 40 }).MaxBy(row => row.Points) ?? rows[^1]
        : null;

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
