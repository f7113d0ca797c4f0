namespace Frugal.Distillation;

/// <summary>What a student for text learns from its teacher.</summary>
public sealed record TextDistillationOptions
{
    /// <summary>The divisor of both networks' logits, 0.1 to 100; 2 by default (Hinton et al. 2015, equation 1).</summary>
    public double Temperature { get; init; } = 2;

    /// <summary>The weight of the teacher's soft targets against the labels' cross-entropy, 0 to 1; 0.7 by default. Texts without answers learn from their labels alone, texts without labels from the teacher.</summary>
    public double Weight { get; init; } = 0.7;

    /// <summary>
    /// The weight of the squared distance between both networks' vectors of a text, in units of the teacher's variance, 0 to 1,000; 1 by default (Sun et al. 2019, "Patient
    /// knowledge distillation for BERT model compression", equation 7, on the mean of the tokens). A linear layer, dropped after training, maps vectors of another length.
    /// </summary>
    public double Features { get; init; } = 1;

    /// <summary>The share of a text's tokens that are replaced by <see cref="MaskToken"/> in each step, 0 to 0.9; 0.1 by default (Tang et al. 2019, "Distilling task-specific knowledge from BERT into simple neural networks", section 3.3).</summary>
    public double Masking { get; init; } = 0.1;

    /// <summary>The token [MASK]; 4 by default.</summary>
    public int MaskToken { get; init; } = 4;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public TextDistillationOptions Validated()
    {
        Guard.Range("Distillation", nameof(Temperature), Temperature, Temperature is >= 0.1 and <= 100, "0.1 to 100");
        Guard.Range("Distillation", nameof(Weight), Weight, Weight is >= 0 and <= 1, "0 to 1");
        Guard.Range("Distillation", nameof(Features), Features, Features is >= 0 and <= 1000, "0 to 1,000");
        Guard.Range("Distillation", nameof(Masking), Masking, Masking is >= 0 and <= 0.9, "0 to 0.9");
        Guard.Range("Distillation", nameof(MaskToken), MaskToken, MaskToken >= 1, "1 or more");
        return this;
    }
}
