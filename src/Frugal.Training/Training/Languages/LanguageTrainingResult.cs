using Frugal.Architectures;

namespace Frugal.Training;

/// <summary>The results of one epoch of a language model's training.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="TrainingLoss">The mean loss of its steps in nats per token.</param>
/// <param name="ValidationLoss">The mean loss on the validation texts in nats per token.</param>
public sealed record LanguageEpoch(int Epoch, double TrainingLoss, double ValidationLoss)
{
    /// <summary>The perplexity on the validation texts.</summary>
    public double Perplexity => Math.Exp(ValidationLoss);
}

/// <summary>The progress of a language model's training, reported after every step.</summary>
/// <param name="Epoch">The current epoch, counted from 1.</param>
/// <param name="Epochs">Total number of epochs.</param>
/// <param name="Batch">Steps done in this epoch.</param>
/// <param name="Batches">Steps per epoch.</param>
/// <param name="Loss">The loss of this step in nats per token.</param>
/// <param name="Finished">The last completed epoch; null before the first is completed.</param>
public sealed record LanguageProgress(int Epoch, int Epochs, int Batch, int Batches, double Loss, LanguageEpoch? Finished);

/// <summary>A trained language model and its training history. Dispose it to free the network.</summary>
/// <param name="Network">The network after the last epoch, in evaluation mode; no best epoch is selected.</param>
/// <param name="History">All epochs in order, including those before a resume.</param>
public sealed record LanguageTrainingResult(LlamaModel Network, IReadOnlyList<LanguageEpoch> History) : IDisposable
{
    /// <summary>Frees the network.</summary>
    public void Dispose() => Network.Dispose();
}
