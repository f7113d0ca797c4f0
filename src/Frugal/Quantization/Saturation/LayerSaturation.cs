namespace Frugal.Quantization;

/// <summary>Whether a layer's sums can saturate on processors that add pairs of 8-bit products in 16 bits.</summary>
public enum SaturationRisk
{
    /// <summary>No activations can make a pair saturate, or the kernel adds in 32 bits.</summary>
    None,

    /// <summary>Some activations make some pairs saturate.</summary>
    CanSaturate,

    /// <summary>The signed operand is computed at run time: saturation depends on its values.</summary>
    Unknown,
}

/// <summary>One layer that multiplies 8-bit numbers.</summary>
/// <param name="Node">Its name, or that of its first output.</param>
/// <param name="Operator">Its operator: <c>QLinearConv</c>, or <c>Conv</c> between DequantizeLinear and QuantizeLinear.</param>
/// <param name="Risk">Whether its sums can saturate.</param>
/// <param name="Reason">Why they can or cannot.</param>
public sealed record LayerSaturation(string Node, string Operator, SaturationRisk Risk, string Reason)
{
    /// <summary>The pair sum farthest from zero that some activations reach; 16 bits hold -32768 to 32767. 0 if no pairs are added.</summary>
    public int WorstSum { get; init; }

    /// <summary>Number of pairs of weights.</summary>
    public long Pairs { get; init; }

    /// <summary>Number of pairs whose sum can exceed 16 bits.</summary>
    public long SaturatingPairs { get; init; }

    /// <summary>Number of output channels.</summary>
    public int Channels { get; init; }

    /// <summary>Number of output channels with such a pair.</summary>
    public int SaturatingChannels { get; init; }
}

/// <summary>The layers of a model that multiply 8-bit numbers, and whether their sums can saturate.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Layers">In the graph's order; empty for a model without such layers.</param>
public sealed record SaturationReport(string Model, IReadOnlyList<LayerSaturation> Layers)
{
    /// <summary>The processors where saturation happens.</summary>
    public const string Processors = "x64 processors without VNNI: AVX2, AVX-512 without VNNI and, on Windows, SSE 4.1; not ARM, not x64 with AVX-VNNI, AVX-512 VNNI or AMX";

    /// <summary>What to do about it.</summary>
    public const string Remedy = "Quantise the float model with `frugal quantize` (--weights safe8, the default), or its weights to uint8 with another tool, which is slower on every processor";

    /// <summary>The layers that can saturate.</summary>
    public IEnumerable<LayerSaturation> Saturating => Layers.Where(layer => layer.Risk == SaturationRisk.CanSaturate);
}
