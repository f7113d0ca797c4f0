namespace Frugal.Training;

/// <summary>The progress of a training, reported after every step.</summary>
/// <param name="Epoch">The current epoch, counted from 1.</param>
/// <param name="Epochs">Total number of epochs.</param>
/// <param name="Batch">Steps done in this epoch.</param>
/// <param name="Batches">Steps per epoch.</param>
/// <param name="Loss">The loss of this step in nats.</param>
/// <param name="LearningRate">The learning rate of this step.</param>
/// <param name="Finished">The last completed epoch; null before the first is completed.</param>
public sealed record TrainingProgress(
    int Epoch, int Epochs, int Batch, int Batches, double Loss, double LearningRate, EpochSummary? Finished);
