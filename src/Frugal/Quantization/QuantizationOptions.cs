using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Frugal.Quantization;

/// <summary>How many of a weight's 8 bits are used.</summary>
public enum WeightBits
{
    /// <summary>8 where this machine's 8-bit products are exact, else 7.</summary>
    Auto,

    /// <summary>8: exact on ARM and on x86 processors with VNNI, saturating on other x86 processors.</summary>
    Eight,

    /// <summary>7: exact everywhere.</summary>
    Seven,
}

/// <summary>How a model is quantised.</summary>
public sealed record QuantizationOptions
{
    /// <summary>How the ranges of activations are chosen; default <see cref="ObserverKind.MinMax"/>.</summary>
    public ObserverKind Observer { get; init; } = ObserverKind.MinMax;

    /// <summary>For <see cref="ObserverKind.Percentile"/>: how many of 100 numbers a range keeps, above 50 up to 100.</summary>
    public double Percentile
    {
        get;
        init => field = value is > 50 and <= 100 ? value : throw new FrugalException($"percentile {value}: allowed are numbers above 50 up to 100. Try {PercentileObserver.DefaultPercentile}.");
    } = PercentileObserver.DefaultPercentile;

    /// <summary>Whether each output channel of a weight has a scale of its own; default true.</summary>
    public bool PerChannel { get; init; } = true;

    /// <summary>How many bits of a weight are used; the default looks at the processor.</summary>
    public WeightBits WeightBits { get; init; } = WeightBits.Auto;

    /// <summary>Nodes that stay as they are, by name or by the name of their first output.</summary>
    public IReadOnlySet<string> Exclude { get; init; } = new HashSet<string>();

    /// <summary>The grid of the weights.</summary>
    internal QuantizationFormat WeightFormat => WeightBits switch
    {
        WeightBits.Eight => QuantizationFormat.Int8,
        WeightBits.Seven => QuantizationFormat.Int8Reduced,
        _ => HasExactProducts ? QuantizationFormat.Int8 : QuantizationFormat.Int8Reduced,
    };

    /// <summary>Whether the sum of two products of 8-bit numbers is kept in full: on x86 by VNNI (leaf 7: ECX bit 11, or sub-leaf 1, EAX bit 4), elsewhere always.</summary>
    private static bool HasExactProducts
    {
        get
        {
            if (RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.X86) || !X86Base.IsSupported)
            {
                return true;
            }

            var avx512 = (X86Base.CpuId(7, 0).Ecx & (1 << 11)) != 0 && Avx512F.IsSupported;
            var avx = (X86Base.CpuId(7, 1).Eax & (1 << 4)) != 0;
            return avx512 || avx;
        }
    }
}
