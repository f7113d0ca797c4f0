using Frugal.Architectures;

namespace Frugal.Training;

/// <summary>A trained network and its training history. Dispose it to free the network.</summary>
/// <param name="Network">The network with the averaged weights after the last epoch, in evaluation mode; no best epoch is selected.</param>
/// <param name="History">All epochs in order, including those before a resume.</param>
/// <param name="StoppedEarly">Whether patience ran out before the last epoch.</param>
public sealed record TrainingResult(Architecture Network, IReadOnlyList<EpochSummary> History, bool StoppedEarly) : IDisposable
{
    /// <summary>Frees the network.</summary>
    public void Dispose() => Network.Dispose();
}
