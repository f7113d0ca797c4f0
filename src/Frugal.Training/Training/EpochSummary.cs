namespace Frugal.Training;

/// <summary>The results of one epoch.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="TrainingLoss">The mean loss on the augmented and mixed training pictures, in nats; label smoothing keeps it well above 0.</param>
/// <param name="ValidationLoss">The averaged network's mean cross-entropy on the validation pictures, in nats.</param>
/// <param name="ValidationAccuracy">The averaged network's accuracy on the validation pictures, 0 to 1.</param>
public sealed record EpochSummary(int Epoch, double TrainingLoss, double ValidationLoss, double ValidationAccuracy);
