using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>
/// Writes layers as DynamicQuantizeLinear, MatMulInteger and then the product of the scales, which ONNX Runtime fuses into one
/// DynamicQuantizeMatMul; LSTMs as ONNX Runtime's DynamicQuantizeLSTM.
/// </summary>
internal sealed class DynamicWriter(Graph graph, QuantizationOptions options)
{
    private readonly Dictionary<string, (string Integers, string Scale, string Zero)> quantized = [];
    private readonly Dictionary<string, (string Integers, string Scales)> weights = [];

    private readonly List<WeightRounding> roundings = [];

    public Graph Graph => graph;

    /// <summary>The cost of safe weights, per layer.</summary>
    public IReadOnlyList<WeightRounding> Roundings => roundings;

    /// <summary>Quantises a node in place.</summary>
    /// <returns>Why it is not quantised; null if it was quantised.</returns>
    public string? Write(NodeProto node)
    {
        if (options.Exclude.Contains(node.Name) || options.Exclude.Contains(node.Output[0]))
        {
            return "excluded";
        }

        if (OnnxCheck.IsDefault(node.Domain) && node.OpType == "LSTM")
        {
            return DynamicLstm.Write(graph, node, options, roundings);
        }

        if (options.Embeddings && OnnxCheck.IsDefault(node.Domain) && node.OpType == "Gather")
        {
            return DynamicEmbedding.Write(graph, node);
        }

        var (layer, refusal) = LinearLayer.Of(graph, node);
        if (layer is null)
        {
            return refusal ?? WeightNodes.InSubgraphs(graph, node) ?? (node.OpType == "Conv" ? "convolutions are for static quantisation: calibrate the model" : $"ONNX Runtime has no dynamic int8 kernel for {node.OpType}");
        }

        layer.Replace(graph, product => Product(layer, product));
        return null;
    }

    /// <summary>product = (x_q W_q) * (scale of x * scales of W), both products in this order, as ONNX Runtime's fusion requires.</summary>
    private void Product(LinearLayer layer, string product)
    {
        var (integers, scale, zero) = Activation(layer);
        var (weight, scales) = Weight(layer);
        var (sums, floats, unit) = (graph.Unique("i"), graph.Unique("f"), graph.Unique("u"));
        Insert("MatMulInteger", [integers, weight, zero], [sums]);
        Insert("Cast", [sums], [floats]).Attribute.Add(Attributes.Of("to", (long)TensorProto.Types.DataType.Float));
        Insert("Mul", [scale, scales], [unit]);
        Insert("Mul", [floats, unit], [product]);

        NodeProto Insert(string type, string[] inputs, string[] outputs)
        {
            var node = new NodeProto { OpType = type, Input = { inputs }, Output = { outputs } };
            graph.Insert(node, layer.Node);
            return node;
        }
    }

    /// <summary>Layers that share an input share its grid.</summary>
    private (string Integers, string Scale, string Zero) Activation(LinearLayer layer)
    {
        if (!quantized.TryGetValue(layer.Input, out var names))
        {
            quantized[layer.Input] = names = (graph.Unique("q"), graph.Unique("a"), graph.Unique("z"));
            graph.Insert(new NodeProto { OpType = "DynamicQuantizeLinear", Input = { layer.Input }, Output = { names.Integers, names.Scale, names.Zero } }, layer.Node);
        }

        return names;
    }

    private (string Integers, string Scales) Weight(LinearLayer layer)
    {
        var key = $"{layer.WeightName} {Attributes.Int(layer.Node, "transB", 0)}";
        if (!weights.TryGetValue(key, out var names))
        {
            var weight = WeightQuantizer.Quantize(layer.Weight, [layer.Outputs, layer.Inputs], options.PerChannel ? 0 : null, options.WeightFormat);
            if (SafeWeights.Fit(WeightNodes.Name(layer.Node), layer.Weight, weight, PairLayout.MatrixRows(layer.Outputs, layer.Inputs), PairBound.Full) is { } rounding)
            {
                roundings.Add(rounding);
            }

            weights[key] = names = (graph.Unique("w"), graph.Unique("s"));
            graph.AddConstant(TensorData.Of<sbyte>(names.Integers, LinearLayer.Transposed(weight.Integers, layer.Outputs, layer.Inputs), layer.Inputs, layer.Outputs));
            graph.AddConstant(weight.Scales is [var one] ? TensorData.Scalar(names.Scales, one) : TensorData.Of<float>(names.Scales, weight.Scales, weight.Scales.Length));
        }

        return names;
    }
}
