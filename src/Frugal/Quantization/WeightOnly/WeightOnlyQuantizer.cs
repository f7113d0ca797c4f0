using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>
/// Weight-only quantisation: stores the matrices of fully connected layers as blocks of 4-bit integers for ONNX Runtime's MatMulNBits. It
/// makes files smaller where most bytes are such matrices: transformers and large classifiers.
/// </summary>
public static class WeightOnlyQuantizer
{
    /// <summary>Quantises <paramref name="model"/>, which is not changed.</summary>
    /// <param name="model">A float32 model of opset 11 or later, from any tool.</param>
    /// <param name="options">How to quantise; null for the defaults.</param>
    /// <param name="data">Sample inputs for <see cref="BlockRounding.Gptq"/>; the other roundings need none.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <exception cref="FrugalException">Nothing that can be quantised, GPTQ without samples, numbers that are not finite, or a model that ONNX Runtime refuses.</exception>
    public static QuantizationResult Quantize(OnnxModel model, WeightOnlyOptions? options = null, CalibrationData? data = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new WeightOnlyOptions();
        var work = model.Clone();
        var norms = Preparation.Apply(work);
        var graph = new Graph(work.Proto.Graph);
        var nodes = WeightNodes.Of(graph);
        var judged = Array.ConvertAll(nodes, node => (node, Judge(graph, node, options)));
        LinearLayer[] layers = [.. judged.Select(entry => entry.Item2.Layer!).Where(layer => layer is not null)];
        QuantizedNode[] report = [.. judged.Select(entry => new QuantizedNode(WeightNodes.Name(entry.node), entry.node.OpType, entry.Item2.Refusal))];
        if (layers.Length == 0)
        {
            throw QuantizationErrors.NothingToQuantize(model.Source, string.Join("; ", report.Select(node => $"{node.Operator}: {node.Reason}").Distinct().Take(3).DefaultIfEmpty("it has no weights")));
        }

        var moments = options.Rounding == BlockRounding.Gptq ? Moments(work, layers, data, cancellation) : null;
        foreach (var layer in layers)
        {
            Interruption.ThrowIfRequested(cancellation);
            MatMulNBits.Write(graph, layer, Round(layer, options, moments), options.Int8Products);
        }

        graph.Sweep();
        WeightNodes.UseContributed(work);
        Finishing.Apply(work, "int4");
        return new QuantizationResult(work, new QuantizationReport
        {
            Scheme = QuantizationScheme.WeightOnly,
            Quantized = [.. report.Where(node => node.Reason is null)],
            Kept = [.. report.Where(node => node.Reason is not null)],
            Weights = QuantizationFormat.UInt4,
            FoldedNorms = norms,
        });
    }

    private static (LinearLayer? Layer, string? Refusal) Judge(Graph graph, NodeProto node, WeightOnlyOptions options)
    {
        if (options.Exclude.Contains(node.Name) || options.Exclude.Contains(node.Output[0]))
        {
            return (null, "excluded");
        }

        var (layer, refusal) = LinearLayer.Of(graph, node);
        return layer is null ? (null, refusal ?? WeightNodes.InSubgraphs(graph, node) ?? "4-bit products serve Gemm and MatMul alone")
            : layer.Inputs < options.BlockSize ? (null, $"its {layer.Inputs} inputs do not fill a block of {options.BlockSize}")
            : (layer, null);
    }

    private static Dictionary<string, double[]> Moments(OnnxModel model, LinearLayer[] layers, CalibrationData? data, CancellationToken cancellation)
    {
        var inputs = layers.DistinctBy(layer => layer.Input).ToDictionary(layer => layer.Input, layer => layer.Inputs);
        return InputMoments.Collect(model, inputs, data ?? throw QuantizationErrors.NoSamples(model.Source), cancellation);
    }

    private static BlockwiseWeight Round(LinearLayer layer, WeightOnlyOptions options, Dictionary<string, double[]>? moments) => options.Rounding switch
    {
        BlockRounding.Gptq => Gptq.Quantize(layer, moments![layer.Input], options.BlockSize),
        BlockRounding.HalfQuadratic => BlockRoundings.Nearest(layer, options.BlockSize, HalfQuadratic.Grid),
        _ => BlockRoundings.Nearest(layer, options.BlockSize, BlockwiseWeight.MinMax),
    };
}
