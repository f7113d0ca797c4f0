namespace Frugal.Training;

/// <summary>What one epoch did.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="TrainingLoss">The mean loss on the varied and mixed training pictures, in nats; label smoothing keeps it well above 0.</param>
/// <param name="ValidationLoss">The averaged network's mean cross-entropy on the validation pictures, in nats.</param>
/// <param name="ValidationAccuracy">The averaged network's part of right answers on the validation pictures, 0 to 1.</param>
public sealed record EpochSummary(int Epoch, double TrainingLoss, double ValidationLoss, double ValidationAccuracy);
