using Frugal.Distillation;
using Frugal.Pruning;
using Frugal.Training;

namespace Frugal.Compression;

/// <summary>Trains the network by distillation from the original.</summary>
public sealed record DistilStep : ICompressionStep
{
    /// <summary>How it is trained; by default 30 epochs at half the default learning rate.</summary>
    public TrainingOptions Training { get; init; } = new() { Epochs = 30, WarmUpEpochs = 1, LearningRate = 0.001, CutMix = 1, MixedBatches = 0.7, AverageDecay = 0.99 };

    /// <summary>What it learns from the original; only its probabilities by default.</summary>
    public DistillationOptions Distillation { get; init; } = new();

    /// <inheritdoc/>
    public string Name => "train by distillation from the original";

    /// <inheritdoc/>
    public string Label => "";

    /// <inheritdoc/>
    public CompressionStage Stage => CompressionStage.Train;

    /// <inheritdoc/>
    public CompressionDraft Apply(CompressionDraft draft, CompressionContext run)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(run);
        if (draft.Network is not PrunedNetwork pruned || run.Subject.Network is not { } original)
        {
            throw new FrugalException("there is no pruned network to train. Put a step that prunes before it, and give a subject with a network.");
        }

        using var threads = new TorchThreads(run.Subject.Threads);
        var (training, validation) = run.Loaders(Training.BatchSize, Training.Seed);
        var result = new Trainer(pruned.Copy, Training, run.Checkpoint, new Teacher(original, Distillation)).Train(training, validation, new EpochLines(run.Progress), run.Cancellation);
        return draft.With(result.Network);
    }

    /// <summary>Reports one line per epoch.</summary>
    private sealed class EpochLines(Action<string> write) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Finished is { } finished && finished.Epoch == value.Epoch)
            {
                write(FormattableString.Invariant($"epoch {finished.Epoch} of {value.Epochs}, validation {100 * finished.ValidationAccuracy:0.0}%"));
            }
        }
    }
}
