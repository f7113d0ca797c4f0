using Frugal.Architectures;

namespace Frugal.Training;

/// <summary>A trained network and how it came about. Dispose it to free the network.</summary>
/// <param name="Network">The averaged weights after the last epoch, in evaluation mode; no better epoch was picked afterwards.</param>
/// <param name="History">Every epoch in order, those before a resumption included.</param>
/// <param name="StoppedEarly">Whether patience ran out before the last epoch.</param>
public sealed record TrainingResult(Architecture Network, IReadOnlyList<EpochSummary> History, bool StoppedEarly) : IDisposable
{
    /// <summary>Frees the network.</summary>
    public void Dispose() => Network.Dispose();
}
