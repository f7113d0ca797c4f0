namespace Frugal.Distillation;

/// <summary>
/// What a student learns from a teacher, and how much each part counts. The defaults are the patient teacher of Beyer et al.
/// 2022: what the teacher says is the only target.
/// </summary>
public sealed record DistillationOptions
{
    /// <summary>What both networks' logits are divided by, 0.1 to 100; 1 by default. Higher ones let the small probabilities speak (Hinton et al. 2015, equation 1).</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>The weight of the teacher's soft targets against the labels' cross-entropy, 0 to 1; 1 by default: the labels are not looked at.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The weight of hints (<see cref="DistillationLosses.Hint"/>), at least 0; 0, off, by default.</summary>
    public double Hints { get; init; }

    /// <summary>The weight of attention transfer (<see cref="DistillationLosses.Attention"/>), at least 0; 0, off, by default. The paper's beta is 1,000 over the number of places of a map.</summary>
    public double Attention { get; init; }

    /// <summary>The weight of relational distances (<see cref="DistillationLosses.RelationalDistance"/>), at least 0; 0, off, by default. The paper has 25.</summary>
    public double RelationalDistance { get; init; }

    /// <summary>The weight of relational angles (<see cref="DistillationLosses.RelationalAngle"/>), at least 0; 0, off, by default. The paper has 50.</summary>
    public double RelationalAngle { get; init; }

    /// <summary>Whether the teacher's features are compared, and not its logits alone.</summary>
    public bool NeedsFeatures => Hints > 0 || Attention > 0 || RelationalDistance > 0 || RelationalAngle > 0;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public DistillationOptions Validated()
    {
        Check(nameof(Temperature), Temperature, Temperature is >= 0.1 and <= 100, "0.1 to 100");
        Check(nameof(Weight), Weight, Weight is >= 0 and <= 1, "0 to 1");
        Check(nameof(Hints), Hints, IsWeight(Hints), "0 to 1,000,000");
        Check(nameof(Attention), Attention, IsWeight(Attention), "0 to 1,000,000");
        Check(nameof(RelationalDistance), RelationalDistance, IsWeight(RelationalDistance), "0 to 1,000,000");
        Check(nameof(RelationalAngle), RelationalAngle, IsWeight(RelationalAngle), "0 to 1,000,000");
        return this;
    }

    private static bool IsWeight(double value) => value is >= 0 and <= 1e6;

    private static void Check(string option, double given, bool right, string allowed)
    {
        if (!right)
        {
            throw new FrugalException(FormattableString.Invariant($"Distillation: {option} is {given}; it must be {allowed}. Change the options."));
        }
    }
}
