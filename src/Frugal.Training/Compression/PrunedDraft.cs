using Frugal.Measuring;
using Frugal.Pruning;

namespace Frugal.Compression;

/// <summary>A pruned network before retraining; its cost is already known.</summary>
/// <param name="Ratio">The requested pruning ratio.</param>
/// <param name="Network">The network.</param>
/// <param name="Kept">The channels that are kept.</param>
/// <param name="Macs">Its multiply-accumulates.</param>
/// <param name="LeastBytes">Size of the file in the smallest of the formats to try.</param>
/// <param name="Warnings">Groups that could not be pruned as much as requested.</param>
internal sealed record PrunedDraft(double Ratio, PrunedNetwork Network, ChannelPlan Kept, long Macs, ByteSize LeastBytes, IReadOnlyList<string> Warnings) : IDisposable
{
    /// <summary>Why it cannot meet <paramref name="budget"/>, whatever its training; null if it may.</summary>
    public string? Refusal(CompressionBudget budget) =>
        budget.Bytes is { } bytes && LeastBytes > bytes ? $"its smallest form takes {LeastBytes}, more than {bytes}; not trained"
        : budget.Macs is { } macs && Macs > macs ? $"it takes {Significant.Count(Macs)} MACs, more than {Significant.Count(macs)}; not trained"
        : null;

    public void Dispose() => Network.Dispose();
}
