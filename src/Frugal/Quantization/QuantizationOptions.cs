using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

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

    /// <summary>
    /// The grid of activations: <see cref="QuantizationFormat.UInt8"/>, the default, or <see cref="QuantizationFormat.Int8"/>, which some accelerators ask for. Zero lies
    /// in the middle of the latter, so that ReLU remains an operator of its own and ONNX Runtime's CPU kernels lose most of their speed.
    /// </summary>
    public QuantizationFormat Activations
    {
        get;
        init => field = value == QuantizationFormat.UInt8 || value == QuantizationFormat.Int8 ? value : throw new FrugalException($"activations as {value?.Name}: allowed are uint8 and int8. Take uint8 for CPUs.");
    } = QuantizationFormat.UInt8;

    /// <summary>How many bits of a weight are used; the default gives the same answers on every processor.</summary>
    public WeightBits WeightBits { get; init; } = WeightBits.Safe8;

    /// <summary>Nodes that stay as they are, by name or by the name of their first output.</summary>
    public IReadOnlySet<string> Exclude { get; init; } = new HashSet<string>();

    /// <summary>Bits of single layers, by name or by the name of their first output, where they differ from <see cref="WeightBits"/>.</summary>
    public IReadOnlyDictionary<string, WeightBits> LayerBits { get; init; } = new Dictionary<string, WeightBits>();

    /// <summary>The grid of the weights, but for those in <see cref="LayerBits"/>.</summary>
    internal QuantizationFormat WeightFormat => Format(WeightBits);

    /// <summary>Whether some weights are stored in 4 bits.</summary>
    internal bool UsesFourBits => WeightBits == WeightBits.Four || LayerBits.Values.Contains(WeightBits.Four);

    /// <summary>How the file's metadata calls the result.</summary>
    internal string FormatName => WeightBits == WeightBits.Four ? "int4" : UsesFourBits ? "int8+int4" : "int8";

    /// <summary>The grid of one layer's weights.</summary>
    internal QuantizationFormat FormatOf(NodeProto node) =>
        Format(LayerBits.TryGetValue(node.Name, out var bits) || LayerBits.TryGetValue(node.Output[0], out bits) ? bits : WeightBits);

    /// <summary>How the file's metadata calls the weights' rounding; null where no processor makes a difference.</summary>
    internal string? WeightsNote => WeightBits switch
    {
        WeightBits.Safe8 => "safe8",
        WeightBits.Exact8 => "exact8: for x64 with VNNI and ARM; sums can saturate on other x64 processors",
        _ => null,
    };

    private static QuantizationFormat Format(WeightBits bits) => bits switch
    {
        WeightBits.Exact8 => QuantizationFormat.Int8,
        WeightBits.Seven => QuantizationFormat.Int8Reduced,
        WeightBits.Four => QuantizationFormat.Int4,
        _ => QuantizationFormat.Int8Safe,
    };
}
