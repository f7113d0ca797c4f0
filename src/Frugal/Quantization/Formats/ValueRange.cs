namespace Frugal.Quantization;

/// <summary>The range of real numbers that a quantised value has to cover.</summary>
/// <param name="Min">The smallest, in the value's own units.</param>
/// <param name="Max">The largest, in the value's own units.</param>
public readonly record struct ValueRange(float Min, float Max)
{
    /// <summary>The range widened to contain zero, which must be exact for padding and ReLU.</summary>
    public ValueRange WithZero() => new(Math.Min(Min, 0), Math.Max(Max, 0));

    /// <summary>
    /// The range with its ends rounded to 10 significant bits. Processors differ in the last bits of float32 sums; grids from rounded ends do not. An end moves by at most 0.1%, a quarter of a
    /// step of 8 bits.
    /// </summary>
    public ValueRange Rounded() => new(Coarse.Round(Min), Coarse.Round(Max));

    private static readonly FloatFormat Coarse = new("range", 8, 9);

    /// <summary>Whether both ends are finite and in order.</summary>
    public bool IsFinite => float.IsFinite(Min) && float.IsFinite(Max) && Min <= Max;
}
