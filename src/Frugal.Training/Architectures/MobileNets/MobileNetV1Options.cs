namespace Frugal.Architectures;

/// <summary>The shape of a <see cref="MobileNetV1"/>. The defaults are the paper's 1.0 MobileNet-224: 4.2 M parameters, 569 M MACs (table 6).</summary>
public sealed record MobileNetV1Options : ScalableOptions
{
    /// <summary>The paper's network, with the reference implementation's dropout of 0.001.</summary>
    public MobileNetV1Options() => Dropout = 0.001;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public MobileNetV1Options Validated()
    {
        Check(nameof(MobileNetV1));
        return this;
    }
}
