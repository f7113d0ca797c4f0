namespace Frugal.Architectures;

/// <summary>The two variants of MobileNetV3.</summary>
public enum MobileNetV3Variant
{
    /// <summary>5.5 M parameters, 217 M MACs.</summary>
    Large,

    /// <summary>2.5 M parameters, 56 M MACs.</summary>
    Small,
}
