namespace Frugal.Architectures;

/// <summary>The shape of a <see cref="SqueezeNet"/>. The defaults are version 1.1.</summary>
public sealed record SqueezeNetOptions : ScalableOptions
{
    /// <summary>The published network with its dropout of 0.5.</summary>
    public SqueezeNetOptions() => Dropout = 0.5;

    /// <summary>The version; 1.1 by default.</summary>
    public SqueezeNetVersion Version { get; init; } = SqueezeNetVersion.V11;

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public SqueezeNetOptions Validated()
    {
        Check(nameof(SqueezeNet));
        return Enum.IsDefined(Version) ? this : throw new FrugalException($"SqueezeNet: Version is {Version}; it must be V10 or V11. Change the options that the network is built from.");
    }
}
