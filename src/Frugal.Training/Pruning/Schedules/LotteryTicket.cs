using Frugal.Architectures;

namespace Frugal.Pruning;

/// <summary>A sparse network that can be trained from its start. Dispose it to free the network and the masks.</summary>
/// <param name="Start">The weights of the start, with those that are removed at 0.</param>
/// <param name="Masks">What is removed; train with a <see cref="MaskKeeper"/>.</param>
/// <param name="Rounds">Each round's sparsity while it was trained and its validation accuracy, in order.</param>
public sealed record LotteryTicket(Architecture Start, WeightMasks Masks, IReadOnlyList<LotteryTicket.Round> Rounds) : IDisposable
{
    /// <summary>Frees the network and the masks.</summary>
    public void Dispose()
    {
        Start.Dispose();
        Masks.Dispose();
    }

    /// <summary>One round.</summary>
    /// <param name="Sparsity">The share of zeros while it was trained, 0 to 1.</param>
    /// <param name="ValidationAccuracy">The part of right answers after its last epoch, 0 to 1.</param>
    public sealed record Round(double Sparsity, double ValidationAccuracy);
}
