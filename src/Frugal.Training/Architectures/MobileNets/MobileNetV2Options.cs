namespace Frugal.Architectures;

/// <summary>The shape of a <see cref="MobileNetV2"/>. The defaults are the paper's: 3.5 M parameters (3.4 M in its table 4), 300 M MACs.</summary>
public sealed record MobileNetV2Options : ScalableOptions
{
    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public MobileNetV2Options Validated()
    {
        Check(nameof(MobileNetV2));
        return this;
    }
}
