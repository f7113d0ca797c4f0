namespace Frugal.Training;

/// <summary>How a language model is trained. <see cref="Seed"/> determines all randomness.</summary>
public sealed record LanguageTrainingOptions
{
    /// <summary>Number of epochs, 1 to 1,000; 4 by default.</summary>
    public int Epochs { get; init; } = 4;

    /// <summary>Texts per step, 1 to 4,096; 32 by default.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The highest learning rate, above 0 and at most 1; 0.002 by default.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>The share of the steps in which the learning rate rises from 0, 0 to below 1; 0.05 by default. Afterwards a cosine decays it to 0.</summary>
    public double WarmUp { get; init; } = 0.05;

    /// <summary>AdamW's decay of matrices, 0 to 1; 0.1 by default. Normalisations are not decayed.</summary>
    public double WeightDecay { get; init; } = 0.1;

    /// <summary>AdamW's second moment decay, 0 to below 1; 0.95 by default (Touvron et al. 2023, "LLaMA", section 2.3).</summary>
    public double SecondMoment { get; init; } = 0.95;

    /// <summary>
    /// The share of the tokens of weight below 1 that are replaced by a random one in the input, 0 to below 1, a new choice in each epoch; 0, off, by default. A model that learns few phrasings then reads
    /// each word on its own (Iyyer et al. 2015, "Deep unordered composition rivals syntactic methods for text classification", section 3.1: word dropout).
    /// </summary>
    public double WordDropout { get; init; }

    /// <summary>The maximum norm of the gradient of all weights together, above 0; 1 by default (Pascanu et al. 2013, algorithm 1).</summary>
    public double MaxGradient { get; init; } = 1;

    /// <summary>Random seed; 1 by default.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public LanguageTrainingOptions Validated()
    {
        Guard.Range("Training", nameof(Epochs), Epochs, Epochs is >= 1 and <= 1000, "1 to 1,000");
        Guard.Range("Training", nameof(BatchSize), BatchSize, BatchSize is >= 1 and <= 4096, "1 to 4,096");
        Guard.Range("Training", nameof(LearningRate), LearningRate, LearningRate is > 0 and <= 1, "above 0 and at most 1");
        Guard.Range("Training", nameof(WarmUp), WarmUp, WarmUp is >= 0 and < 1, "0 to below 1");
        Guard.Range("Training", nameof(WeightDecay), WeightDecay, WeightDecay is >= 0 and <= 1, "0 to 1");
        Guard.Range("Training", nameof(SecondMoment), SecondMoment, SecondMoment is >= 0 and < 1, "0 to below 1");
        Guard.Range("Training", nameof(WordDropout), WordDropout, WordDropout is >= 0 and < 1, "0 to below 1");
        Guard.Range("Training", nameof(MaxGradient), MaxGradient, MaxGradient > 0, "above 0");
        return this;
    }
}
