namespace Frugal.Training;

/// <summary>Where training stands, reported after every step.</summary>
/// <param name="Epoch">The epoch in progress, counted from 1.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Batch">Steps done in this epoch.</param>
/// <param name="Batches">Steps in an epoch.</param>
/// <param name="Loss">The loss of this step in nats.</param>
/// <param name="LearningRate">The learning rate of this step.</param>
/// <param name="Finished">The last epoch that is complete, or null before the first is.</param>
public sealed record TrainingProgress(
    int Epoch, int Epochs, int Batch, int Batches, double Loss, double LearningRate, EpochSummary? Finished);
