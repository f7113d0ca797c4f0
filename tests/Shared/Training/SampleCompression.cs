using Frugal.Compression;
using Frugal.Measuring;
using Frugal.Quantization;

namespace Frugal.Tests.Shared;

/// <summary>Reports of compression with round figures.</summary>
internal static class SampleCompression
{
    public static readonly (CompressionRecipe Recipe, long Bytes, double Milliseconds, long Ram, double Accuracy)[] Made =
    [
        (CompressionRecipe.Original, 4_800_000, 2.4, 9_000_000, 0.886),
        (Recipe(0, "int8"), 1_260_000, 0.85, 3_000_000, 0.883),
        (Recipe(0, "int4"), 670_000, 0.86, 3_000_000, 0.87),
        (Recipe(0.75, "fp32"), 320_000, 0.4, 2_000_000, 0.88),
        (Recipe(0.75, "int8"), 100_000, 0.12, 1_500_000, 0.879),
        (Recipe(0.75, "int4"), 60_000, 0.12, 1_500_000, 0.854),
    ];

    public static CompressionReport Create(string budget = "", double drop = 1) => CompressionReport.Create(
        "clothing-resnet",
        new CompressionOptions { Folder = "candidates", Drop = drop, Budget = budget.Length > 0 ? CompressionBudget.Parse(budget) : new CompressionBudget() },
        SampleReport.Create() with { Models = [.. Made.Select(made => Figures(made.Recipe.FileName, made.Bytes, made.Milliseconds, made.Ram, made.Accuracy, made.Recipe == CompressionRecipe.Original))] },
        [.. Made.Select(made => new MadeCandidate(made.Recipe, $"candidates/{made.Recipe.FileName}.onnx", [], made.Recipe.Name == "-75% fp32" ? ["'stem': 8 of 16 channels stay"] : []))],
        [new SkippedRecipe(Recipe(0.25, "fp32"), "its smallest form takes 350 KB, more than 200 KB; not trained")]);

    public static CompressionRecipe Recipe(double ratio, string format) => new(
    [
        .. ratio > 0 ? [new PruneChannelsStep(ratio), new DistilStep()] : Array.Empty<ICompressionStep>(),
        .. format == "fp32" ? [] : new ICompressionStep[] { new QuantizeStep(QuantizationRecipe.Static(), format) },
    ]);

    public static ModelFigures Figures(string name, long bytes, double milliseconds, long ram, double accuracy, bool original = false) => new(
        name, "fp32", bytes, 1_192_000, 118_000_000, 12.5,
        new LatencyFigures(milliseconds, 1.1 * milliseconds, 1.3 * milliseconds, 1000 / milliseconds, 1, 1),
        new RamFigures(ram, 900_000), accuracy,
        original ? null : new VersusFigures(4_800_000.0 / bytes, 2.4 / milliseconds, [2.3 / milliseconds, 2.5 / milliseconds], 100 * (accuracy - 0.886), 0.98));
}
