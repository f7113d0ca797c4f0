namespace Frugal.Architectures;

/// <summary>The two networks that the search for MobileNetV3 found.</summary>
public enum MobileNetV3Variant
{
    /// <summary>5.5 M parameters, 217 M MACs.</summary>
    Large,

    /// <summary>2.5 M parameters, 56 M MACs.</summary>
    Small,
}
