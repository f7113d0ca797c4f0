namespace Frugal.Architectures;

/// <summary>The shape of an <see cref="EfficientNet"/>. The defaults are B0; the others come from <see cref="B1"/>, <see cref="B2"/> or <see cref="Compound"/>.</summary>
public sealed record EfficientNetOptions : ScalableOptions
{
    /// <summary>Depth factor of one step of compound scaling, alpha (section 3.3).</summary>
    private const double DepthBase = 1.2;

    /// <summary>Width factor of one step, beta.</summary>
    private const double WidthBase = 1.1;

    /// <summary>Resolution factor of one step, gamma.</summary>
    private const double SizeBase = 1.15;

    /// <summary>The depth multiplier: how many times more blocks each stage has, rounded up, 0.1 to 4; 1 by default.</summary>
    public double Depth { get; init; } = 1;

    /// <summary>B0 at 224x224: 5,288,548 parameters, 0.39 G MACs.</summary>
    public static EfficientNetOptions B0 { get; } = new();

    /// <summary>B1 at 240x240: 7,794,184 parameters, 0.69 G MACs. The published factors are not exact powers.</summary>
    public static EfficientNetOptions B1 { get; } = new() { Size = 240, Depth = 1.1 };

    /// <summary>B2 at 260x260: 9,109,994 parameters, 1.0 G MACs.</summary>
    public static EfficientNetOptions B2 { get; } = new() { Size = 260, Width = 1.1, Depth = 1.2, Dropout = 0.3 };

    /// <summary>
    /// B0 scaled to 2^<paramref name="phi"/> times its cost: depth 1.2^phi, width 1.1^phi, size 1.15^phi, the size rounded to a multiple of 8
    /// (Tan and Le 2019, "EfficientNet", equation 3).
    /// </summary>
    /// <param name="phi">-3 to 7; below 0 the network is smaller than B0.</param>
    /// <exception cref="FrugalException"><paramref name="phi"/> is out of range.</exception>
    public static EfficientNetOptions Compound(double phi)
    {
        ShapeRange.Check(nameof(EfficientNet), nameof(phi), phi, -3, 7);
        return new EfficientNetOptions
        {
            Depth = Math.Pow(DepthBase, phi),
            Width = Math.Pow(WidthBase, phi),
            Size = ChannelRounding.Divisible(224 * Math.Pow(SizeBase, phi)),
        }.Validated();
    }

    /// <summary>Returns these options, or throws a <see cref="FrugalException"/> that names the first value out of range.</summary>
    public EfficientNetOptions Validated()
    {
        Check(nameof(EfficientNet));
        ShapeRange.Check(nameof(EfficientNet), nameof(Depth), Depth, 0.1, 4);
        return this;
    }
}
