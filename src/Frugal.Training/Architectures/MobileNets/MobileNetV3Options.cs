namespace Frugal.Architectures;

/// <summary>
/// The shape of a <see cref="MobileNetV3"/>. The figures are those of torchvision's networks, 5,483,032 and 2,542,856 parameters; the paper's
/// table 3 rounds to 5.4 M / 219 M MACs (large) and 2.5 M / 56 M (small; 2.9 M / 66 M in the paper's first version).
/// </summary>
public sealed record MobileNetV3Options : ScalableOptions
{
    /// <summary>The variant; <see cref="MobileNetV3Variant.Large"/> by default.</summary>
    public MobileNetV3Variant Variant { get; init; }

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public MobileNetV3Options Validated()
    {
        Check(nameof(MobileNetV3));
        return Enum.IsDefined(Variant) ? this : throw new FrugalException($"MobileNetV3: Variant is {Variant}; it must be Large or Small. Change the options that the network is built from.");
    }
}
