using Frugal.Measuring;
using Frugal.Pruning;

namespace Frugal.Compression;

/// <summary>A network that lost channels and is not trained again yet: what it will cost is known already.</summary>
/// <param name="Ratio">The share that was asked for.</param>
/// <param name="Network">The network.</param>
/// <param name="Kept">The channels that stayed.</param>
/// <param name="Macs">Its multiply-accumulates.</param>
/// <param name="LeastBytes">The file in the smallest of the formats that are tried.</param>
/// <param name="Warnings">Groups that could not lose what was asked.</param>
internal sealed record PrunedDraft(double Ratio, PrunedNetwork Network, ChannelPlan Kept, long Macs, ByteSize LeastBytes, IReadOnlyList<string> Warnings) : IDisposable
{
    /// <summary>Why no training can bring it within <paramref name="budget"/>; null where it may.</summary>
    public string? Refusal(CompressionBudget budget) =>
        budget.Bytes is { } bytes && LeastBytes > bytes ? $"its smallest form takes {LeastBytes}, more than {bytes}; not trained"
        : budget.Macs is { } macs && Macs > macs ? $"it takes {Significant.Count(Macs)} MACs, more than {Significant.Count(macs)}; not trained"
        : null;

    public void Dispose() => Network.Dispose();
}
