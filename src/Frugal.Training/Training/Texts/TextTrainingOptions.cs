namespace Frugal.Training;

/// <summary>How a network for text is trained. <see cref="Seed"/> determines all randomness.</summary>
public sealed record TextTrainingOptions
{
    /// <summary>Number of epochs, 1 to 1,000; 2 by default.</summary>
    public int Epochs { get; init; } = 2;

    /// <summary>Texts per step, all of one task, 1 to 4,096; 32 by default.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The highest learning rate, above 0 and at most 1; 0.0001 by default.</summary>
    public double LearningRate { get; init; } = 1e-4;

    /// <summary>The highest learning rate of the classifier, which starts without knowledge, above 0 and at most 1; 0.001 by default.</summary>
    public double ClassifierRate { get; init; } = 1e-3;

    /// <summary>The share of the steps in which the learning rates rise from 0, 0 to below 1; 0.1 by default. Afterwards a cosine decays them to 0.</summary>
    public double WarmUp { get; init; } = 0.1;

    /// <summary>AdamW's decay of matrices, 0 to 1; 0.01 by default. Biases and normalisations are not decayed.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>The share of the target that is spread over all classes of the task, 0 to below 1; 0.05 by default (Szegedy et al. 2016, section 7).</summary>
    public double LabelSmoothing { get; init; } = 0.05;

    /// <summary>The maximum norm of the gradient of all weights together, above 0; 1 by default (Pascanu et al. 2013, algorithm 1).</summary>
    public double MaxGradient { get; init; } = 1;

    /// <summary>Random seed; 1 by default.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public TextTrainingOptions Validated()
    {
        Guard.Range("Training", nameof(Epochs), Epochs, Epochs is >= 1 and <= 1000, "1 to 1,000");
        Guard.Range("Training", nameof(BatchSize), BatchSize, BatchSize is >= 1 and <= 4096, "1 to 4,096");
        Guard.Range("Training", nameof(LearningRate), LearningRate, LearningRate is > 0 and <= 1, "above 0 and at most 1");
        Guard.Range("Training", nameof(ClassifierRate), ClassifierRate, ClassifierRate is > 0 and <= 1, "above 0 and at most 1");
        Guard.Range("Training", nameof(WarmUp), WarmUp, WarmUp is >= 0 and < 1, "0 to below 1");
        Guard.Range("Training", nameof(WeightDecay), WeightDecay, WeightDecay is >= 0 and <= 1, "0 to 1");
        Guard.Range("Training", nameof(LabelSmoothing), LabelSmoothing, LabelSmoothing is >= 0 and < 1, "0 to below 1");
        Guard.Range("Training", nameof(MaxGradient), MaxGradient, MaxGradient > 0, "above 0");
        return this;
    }
}
