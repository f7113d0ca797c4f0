using Frugal.Architectures;

namespace Frugal.Pruning;

/// <summary>A sparse network that can be trained from its initial weights. Dispose it to free the network and the masks.</summary>
/// <param name="Start">The network with the weights to train from; removed weights are 0.</param>
/// <param name="Masks">The masks of the removed weights; train with a <see cref="MaskKeeper"/>.</param>
/// <param name="Rounds">The sparsity during training and the validation accuracy of each round, in order.</param>
public sealed record LotteryTicket(Architecture Start, WeightMasks Masks, IReadOnlyList<LotteryTicket.Round> Rounds) : IDisposable
{
    /// <summary>Frees the network and the masks.</summary>
    public void Dispose()
    {
        Start.Dispose();
        Masks.Dispose();
    }

    /// <summary>One round.</summary>
    /// <param name="Sparsity">The share of zeros during training, 0 to 1.</param>
    /// <param name="ValidationAccuracy">The validation accuracy after its last epoch, 0 to 1.</param>
    public sealed record Round(double Sparsity, double ValidationAccuracy);
}
