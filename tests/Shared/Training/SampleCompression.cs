using Frugal.Compression;
using Frugal.Measuring;

namespace Frugal.Tests.Shared;

/// <summary>Reports of compression with round figures.</summary>
internal static class SampleCompression
{
    public static readonly (CompressionPlan Plan, long Bytes, double Milliseconds, long Ram, double Accuracy)[] Made =
    [
        (CompressionPlan.Original, 4_800_000, 2.4, 9_000_000, 0.886),
        (new(0, CompressedFormat.Int8), 1_260_000, 0.85, 3_000_000, 0.883),
        (new(0, CompressedFormat.Int4), 670_000, 0.86, 3_000_000, 0.87),
        (new(0.75, CompressedFormat.Float32), 320_000, 0.4, 2_000_000, 0.88),
        (new(0.75, CompressedFormat.Int8), 100_000, 0.12, 1_500_000, 0.879),
        (new(0.75, CompressedFormat.Int4), 60_000, 0.12, 1_500_000, 0.854),
    ];

    public static CompressionReport Create(string budget = "", double drop = 1) => CompressionReport.Create(
        "clothing-resnet",
        new CompressionOptions { Folder = "candidates", Drop = drop, Budget = budget.Length > 0 ? CompressionBudget.Parse(budget) : new CompressionBudget() },
        SampleReport.Create() with { Models = [.. Made.Select(made => Figures(made.Plan.FileName, made.Bytes, made.Milliseconds, made.Ram, made.Accuracy, made.Plan == CompressionPlan.Original))] },
        [.. Made.Select(made => new MadeCandidate(made.Plan, $"candidates/{made.Plan.FileName}.onnx", [], made.Plan.Ratio > 0 && made.Plan.Format == CompressedFormat.Float32 ? ["'stem': 8 of 16 channels stay"] : []))],
        [new SkippedPlan(new CompressionPlan(0.25, CompressedFormat.Float32), "its smallest form takes 350 KB, more than 200 KB; not trained")]);

    public static ModelFigures Figures(string name, long bytes, double milliseconds, long ram, double accuracy, bool original = false) => new(
        name, "fp32", bytes, 1_192_000, 118_000_000, 12.5,
        new LatencyFigures(milliseconds, 1.1 * milliseconds, 1.3 * milliseconds, 1000 / milliseconds, 1, 1),
        new RamFigures(ram, 900_000), accuracy,
        original ? null : new VersusFigures(4_800_000.0 / bytes, 2.4 / milliseconds, [2.3 / milliseconds, 2.5 / milliseconds], 100 * (accuracy - 0.886), 0.98));
}
