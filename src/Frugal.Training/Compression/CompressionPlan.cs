using System.Globalization;

namespace Frugal.Compression;

/// <summary>The steps that turn a model into a candidate.</summary>
/// <param name="Ratio">The share of the channels that is removed, 0 to below 1; a pruned network is retrained by distillation from the original.</param>
/// <param name="Format">The format in which the weights are stored.</param>
public sealed record CompressionPlan(double Ratio, CompressedFormat Format)
{
    /// <summary>The original model.</summary>
    public static CompressionPlan Original { get; } = new(0, CompressedFormat.Float32);

    /// <summary>Whether channels are removed.</summary>
    public bool IsPruned => Ratio > 0;

    /// <summary>The name in tables: "int8", "-50% fp32".</summary>
    public string Name => IsPruned ? $"-{Percent}% {FormatName}" : FormatName;

    /// <summary>The steps, in words.</summary>
    public IReadOnlyList<string> Steps =>
    [
        .. IsPruned ? [$"prune {Percent}% of the channels", "train by distillation from the original"] : Array.Empty<string>(),
        .. Format switch
        {
            CompressedFormat.Int8 => ["quantise to int8"],
            CompressedFormat.Mixed => ["measure which layers bear 4 bits", "round weights by AdaRound", "quantise to int8 and int4"],
            CompressedFormat.Int4 => ["round weights to 4 bits by AdaRound", "quantise to int4 and int8"],
            _ => Array.Empty<string>(),
        },
    ];

    /// <summary>The name of its file, without an extension.</summary>
    internal string FileName => IsPruned ? $"pruned-{Percent.Replace('.', '_')}.{FormatName}" : $"whole.{FormatName}";

    private string Percent => (100 * Ratio).ToString("0.##", CultureInfo.InvariantCulture);

    private string FormatName => Format switch
    {
        CompressedFormat.Float32 => "fp32",
        CompressedFormat.Int8 => "int8",
        CompressedFormat.Mixed => "mixed",
        _ => "int4",
    };
}
