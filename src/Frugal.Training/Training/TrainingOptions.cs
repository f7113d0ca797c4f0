using System.Text.Json.Serialization;

namespace Frugal.Training;

/// <summary>
/// How a network is trained. <see cref="Seed"/> determines all randomness, so that the same options on the same machine
/// with the same number of threads give the same weights.
/// </summary>
public sealed record TrainingOptions
{
    /// <summary>Number of epochs, 1 to 10,000; 30 by default.</summary>
    public int Epochs { get; init; } = 30;

    /// <summary>Pictures per step, 2 to 4,096; 64 by default.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>The highest learning rate, above 0 and at most 1; 0.002 by default.</summary>
    public double LearningRate { get; init; } = 0.002;

    /// <summary>Epochs in which the learning rate rises from 0, fewer than <see cref="Epochs"/>; 2 by default. Afterwards a cosine decays it to 0.</summary>
    public int WarmUpEpochs { get; init; } = 2;

    /// <summary>AdamW's decay of convolution and linear weights, 0 to 1; 0.05 by default. Biases and normalisations are not decayed.</summary>
    public double WeightDecay { get; init; } = 0.05;

    /// <summary>The share of the target that is spread over all classes, 0 to below 1; 0.1 by default (Szegedy et al. 2016, section 7).</summary>
    public double LabelSmoothing { get; init; } = 0.1;

    /// <summary>The alpha of mixup's Beta distribution, 0 (off) to 1; 0.2 by default (Zhang et al. 2018).</summary>
    public double Mixup { get; init; } = 0.2;

    /// <summary>
    /// The alpha of CutMix's Beta distribution, 0 (off) to 1; off by default (Yun et al. 2019). If mixup is on too, each batch uses one of the two,
    /// with equal probability.
    /// </summary>
    public double CutMix { get; init; }

    /// <summary>The share of the batches that are mixed, 0 to 1; 1 by default.</summary>
    public double MixedBatches { get; init; } = 1;

    /// <summary>The decay of the weights' moving average per step, 0 (no averaging) to below 1; 0.998 by default.</summary>
    public double AverageDecay { get; init; } = 0.998;

    /// <summary>
    /// Number of different epochs, at least 1: with 20, epoch 21 shows the pictures of epoch 1 again, augmented and mixed alike, so that a teacher is asked
    /// once for each. Null, the default, for as many as epochs.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Views { get; init; }

    /// <summary>Epochs without a lower validation loss after which training stops early, at least 1; null, the default, never stops early.</summary>
    public int? Patience { get; init; }

    /// <summary>Random seed; 1 by default.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public TrainingOptions Validated()
    {
        Guard.Range("Training", nameof(Epochs), Epochs, Epochs is >= 1 and <= 10_000, "1 to 10,000");
        Guard.Range("Training", nameof(BatchSize), BatchSize, BatchSize is >= 2 and <= 4096, "2 to 4,096");
        Guard.Range("Training", nameof(LearningRate), LearningRate, LearningRate is > 0 and <= 1, "above 0 and at most 1");
        Guard.Range("Training", nameof(WarmUpEpochs), WarmUpEpochs, WarmUpEpochs >= 0 && WarmUpEpochs < Epochs, "at least 0 and fewer than Epochs");
        Guard.Range("Training", nameof(WeightDecay), WeightDecay, WeightDecay is >= 0 and <= 1, "0 to 1");
        Guard.Range("Training", nameof(LabelSmoothing), LabelSmoothing, LabelSmoothing is >= 0 and < 1, "0 to below 1");
        Guard.Range("Training", nameof(Mixup), Mixup, Mixup is >= 0 and <= 1, "0 to 1");
        Guard.Range("Training", nameof(CutMix), CutMix, CutMix is >= 0 and <= 1, "0 to 1");
        Guard.Range("Training", nameof(MixedBatches), MixedBatches, MixedBatches is >= 0 and <= 1, "0 to 1");
        Guard.Range("Training", nameof(AverageDecay), AverageDecay, AverageDecay is >= 0 and < 1, "0 to below 1");
        Guard.Range("Training", nameof(Views), Views ?? 1, Views is null or >= 1, "at least 1, or null");
        Guard.Range("Training", nameof(Patience), Patience ?? 1, Patience is null or >= 1, "at least 1, or null");
        return this;
    }
}
