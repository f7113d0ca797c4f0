using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>How a model is quantised.</summary>
public sealed record QuantizationOptions
{
    /// <summary>How the ranges of activations are chosen; default <see cref="ObserverKind.MinMax"/>.</summary>
    public ObserverKind Observer { get; init; } = ObserverKind.MinMax;

    /// <summary>For <see cref="ObserverKind.Percentile"/>: the clipping percentile, above 50 up to 100.</summary>
    public double Percentile
    {
        get;
        init => field = value is > 50 and <= 100 ? value : throw new FrugalException($"percentile {value}: allowed are numbers above 50 up to 100. Try {PercentileObserver.DefaultPercentile}.");
    } = PercentileObserver.DefaultPercentile;

    /// <summary>Whether each output channel of a weight has its own scale; default true.</summary>
    public bool PerChannel { get; init; } = true;

    /// <summary>
    /// The grid of activations: <see cref="QuantizationFormat.UInt8"/>, the default, or <see cref="QuantizationFormat.Int8"/>, which some accelerators require. Zero lies
    /// in the middle of the int8 grid, so that ReLU remains a separate operator and ONNX Runtime's CPU kernels lose most of their speed.
    /// </summary>
    public QuantizationFormat Activations
    {
        get;
        init => field = value == QuantizationFormat.UInt8 || value == QuantizationFormat.Int8 ? value : throw new FrugalException($"activations as {value?.Name}: allowed are uint8 and int8. Take uint8 for CPUs.");
    } = QuantizationFormat.UInt8;

    /// <summary>How many bits of a weight are used; the default gives the same results on every processor.</summary>
    public WeightBits WeightBits { get; init; } = WeightBits.Safe8;

    /// <summary>
    /// Whether dynamic quantisation stores tables of embeddings (<c>Gather</c> on the first axis of a matrix) as int8 with one scale per row; default false. In a small
    /// network for text, they are most of the file.
    /// </summary>
    public bool Embeddings { get; init; }

    /// <summary>Nodes that are not quantised, by name or by the name of their first output.</summary>
    public IReadOnlySet<string> Exclude { get; init; } = new HashSet<string>();

    /// <summary>Bits of individual layers, by name or by the name of their first output, where they differ from <see cref="WeightBits"/>.</summary>
    public IReadOnlyDictionary<string, WeightBits> LayerBits { get; init; } = new Dictionary<string, WeightBits>();

    /// <summary>The grid of the weights, except for those in <see cref="LayerBits"/>.</summary>
    internal QuantizationFormat WeightFormat => Format(WeightBits);

    /// <summary>Whether some weights are stored in 4 bits.</summary>
    internal bool UsesFourBits => WeightBits == WeightBits.Four || LayerBits.Values.Contains(WeightBits.Four);

    /// <summary>The name of the result's format in the file's metadata.</summary>
    internal string FormatName => WeightBits == WeightBits.Four ? "int4" : UsesFourBits ? "int8+int4" : "int8";

    /// <summary>The grid of one layer's weights.</summary>
    internal QuantizationFormat FormatOf(NodeProto node) =>
        Format(LayerBits.TryGetValue(node.Name, out var bits) || LayerBits.TryGetValue(node.Output[0], out bits) ? bits : WeightBits);

    /// <summary>The name of the weights' rounding in the file's metadata; null if all processors give the same results.</summary>
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
