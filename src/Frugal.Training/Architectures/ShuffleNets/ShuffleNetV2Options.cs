namespace Frugal.Architectures;

/// <summary>
/// The shape of a <see cref="ShuffleNetV2"/>. The defaults are the paper's 1x: 2,278,604 parameters, 146 M MACs. The paper lists the channels for
/// widths 0.5, 1, 1.5 and 2 (table 5) and gives no rule for other widths. There is no dropout by default.
/// </summary>
public sealed record ShuffleNetV2Options : ScalableOptions
{
    /// <summary>The paper's network.</summary>
    public ShuffleNetV2Options() => Dropout = 0;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public ShuffleNetV2Options Validated()
    {
        Check(nameof(ShuffleNetV2));
        return ShuffleNetV2.Widths.ContainsKey(Width) ? this : throw new FrugalException(
            FormattableString.Invariant($"ShuffleNetV2: Width is {Width}; it must be one of 0.5, 1, 1.5, 2. Change the options that the network is built from."));
    }
}
