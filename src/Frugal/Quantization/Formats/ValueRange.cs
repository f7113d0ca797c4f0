namespace Frugal.Quantization;

/// <summary>The real numbers that a quantised value has to reach.</summary>
/// <param name="Min">The smallest, in the value's own units.</param>
/// <param name="Max">The largest, in the value's own units.</param>
public readonly record struct ValueRange(float Min, float Max)
{
    /// <summary>The range widened to hold zero, which padding and ReLU need to be exact.</summary>
    public ValueRange WithZero() => new(Math.Min(Min, 0), Math.Max(Max, 0));

    /// <summary>
    /// The range with ends of 10 significant bits. Processors differ in the last bits of float32 sums; a grid that follows from the rounded ends does not. An end moves by at most 0.1%, a quarter of a
    /// step of 8 bits.
    /// </summary>
    public ValueRange Rounded() => new(Coarse.Round(Min), Coarse.Round(Max));

    private static readonly FloatFormat Coarse = new("range", 8, 9);

    /// <summary>Whether both ends are numbers, in order.</summary>
    public bool IsFinite => float.IsFinite(Min) && float.IsFinite(Max) && Min <= Max;
}
