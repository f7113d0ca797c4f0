using Frugal.Architectures;

namespace Frugal.Training;

/// <summary>The results of one epoch of a training on texts.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="TrainingLoss">The mean loss of its steps in nats.</param>
/// <param name="Scores">Each task's score on its validation texts, 0 to 1, by the task's name.</param>
public sealed record TextEpoch(int Epoch, double TrainingLoss, IReadOnlyDictionary<string, double> Scores)
{
    /// <summary>The mean of the tasks' scores, 0 to 1.</summary>
    public double Score => Scores.Values.Average();
}

/// <summary>The progress of a training on texts, reported after every step.</summary>
/// <param name="Epoch">The current epoch, counted from 1.</param>
/// <param name="Epochs">Total number of epochs.</param>
/// <param name="Batch">Steps done in this epoch.</param>
/// <param name="Batches">Steps per epoch.</param>
/// <param name="Loss">The loss of this step in nats.</param>
/// <param name="Finished">The last completed epoch; null before the first is completed.</param>
public sealed record TextProgress(int Epoch, int Epochs, int Batch, int Batches, double Loss, TextEpoch? Finished);

/// <summary>A trained network for text and its training history. Dispose it to free the network.</summary>
/// <param name="Network">The network after the last epoch, in evaluation mode; no best epoch is selected.</param>
/// <param name="History">All epochs in order, including those before a resume.</param>
public sealed record TextTrainingResult(TextArchitecture Network, IReadOnlyList<TextEpoch> History) : IDisposable
{
    /// <summary>Frees the network.</summary>
    public void Dispose() => Network.Dispose();
}
