namespace Frugal.Distillation;

/// <summary>
/// The distillation losses and their weights. The defaults are the patient teacher of Beyer et al.
/// 2022: the teacher's probabilities are the only target.
/// </summary>
public sealed record DistillationOptions
{
    /// <summary>
    /// The divisor of both networks' logits, 0.1 to 100; 1 by default. Higher temperatures give small probabilities more weight (Hinton et al. 2015,
    /// equation 1).
    /// </summary>
    public double Temperature { get; init; } = 1;

    /// <summary>The weight of the teacher's soft targets against the labels' cross-entropy, 0 to 1; 1 by default: the labels are not used.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The weight of hints (<see cref="DistillationLosses.Hint"/>), at least 0; 0, off, by default.</summary>
    public double Hints { get; init; }

    /// <summary>
    /// The weight of attention transfer (<see cref="DistillationLosses.Attention"/>), at least 0; 0, off, by default. The paper's beta is 1,000 over
    /// the number of positions in a map.
    /// </summary>
    public double Attention { get; init; }

    /// <summary>
    /// The weight of relational distances (<see cref="DistillationLosses.RelationalDistance"/>), at least 0; 0, off, by default. The paper uses 25.
    /// </summary>
    public double RelationalDistance { get; init; }

    /// <summary>The weight of relational angles (<see cref="DistillationLosses.RelationalAngle"/>), at least 0; 0, off, by default. The paper uses 50.</summary>
    public double RelationalAngle { get; init; }

    /// <summary>Whether the teacher's features are compared in addition to its logits.</summary>
    public bool NeedsFeatures => Hints > 0 || Attention > 0 || RelationalDistance > 0 || RelationalAngle > 0;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public DistillationOptions Validated()
    {
        Guard.Range("Distillation", nameof(Temperature), Temperature, Temperature is >= 0.1 and <= 100, "0.1 to 100");
        Guard.Range("Distillation", nameof(Weight), Weight, Weight is >= 0 and <= 1, "0 to 1");
        Guard.Range("Distillation", nameof(Hints), Hints, IsWeight(Hints), "0 to 1,000,000");
        Guard.Range("Distillation", nameof(Attention), Attention, IsWeight(Attention), "0 to 1,000,000");
        Guard.Range("Distillation", nameof(RelationalDistance), RelationalDistance, IsWeight(RelationalDistance), "0 to 1,000,000");
        Guard.Range("Distillation", nameof(RelationalAngle), RelationalAngle, IsWeight(RelationalAngle), "0 to 1,000,000");
        return this;
    }

    private static bool IsWeight(double value) => value is >= 0 and <= 1e6;
}
