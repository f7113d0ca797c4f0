using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>
/// A convolution or fully connected layer with constant weights, read as W (outputs, inputs of a group, kernel), whatever the file's layout, so
/// that methods that change weights are independent of the operator.
/// </summary>
internal sealed class WeightedLayer
{
    private readonly bool transposed;
    private readonly long[] shape;

    private WeightedLayer(NodeProto node, TensorProto weight, int groups, bool transposed)
    {
        (Node, shape, Groups, this.transposed) = (node, [.. weight.Dims], groups, transposed);
        var numbers = TensorData.Floats(weight);
        (Outputs, Inputs) = transposed ? ((int)shape[1], (int)shape[0]) : ((int)shape[0], (int)shape[1]);
        Kernel = numbers.Length / (Outputs * Inputs);
        Weight = transposed ? LinearLayer.Transposed(numbers, Inputs, Outputs) : numbers;
    }

    public NodeProto Node { get; }

    /// <summary>W, row-major; may be changed in place.</summary>
    public float[] Weight { get; }

    public int Outputs { get; }

    /// <summary>Input channels of one group.</summary>
    public int Inputs { get; }

    /// <summary>Number of kernel positions; 1 for a fully connected layer.</summary>
    public int Kernel { get; }

    public int Groups { get; }

    /// <summary>The bias, one value per output; null if there is none.</summary>
    public float[]? Bias { get; set; }

    /// <summary>The output axis of the weight in the file.</summary>
    public int OutputAxis => transposed ? 1 : 0;

    public string Input => Node.Input[0];

    public bool IsConvolution => Node.OpType == "Conv";

    /// <summary>Number of elements of W per output.</summary>
    public int Row => Inputs * Kernel;

    /// <summary>Reads a node as a layer; null for other nodes.</summary>
    public static WeightedLayer? Of(Graph graph, NodeProto node)
    {
        if (!OnnxCheck.IsDefault(node.Domain) || node.OpType is not ("Conv" or "Gemm" or "MatMul") || graph.Constant(node.Input[0]) is not null
            || graph.Constant(node.Input[1]) is not { Dims.Count: >= 2 } weight || weight.DataType != (int)TensorProto.Types.DataType.Float
            || (node.OpType != "Conv" && weight.Dims.Count != 2)
            || Attributes.Float(node, "alpha", 1) != 1 || Attributes.Float(node, "beta", 1) != 1 || Attributes.Int(node, "transA", 0) != 0)
        {
            return null;
        }

        var turned = node.OpType == "MatMul" || (node.OpType == "Gemm" && Attributes.Int(node, "transB", 0) == 0);
        var layer = new WeightedLayer(node, weight, (int)Attributes.Int(node, "group", 1), turned);
        if (node.Input.Count < 3 || node.Input[2].Length == 0)
        {
            return layer;
        }

        if (graph.Constant(node.Input[2]) is not { Dims.Count: 1 } bias || bias.DataType != (int)TensorProto.Types.DataType.Float || bias.Dims[0] != layer.Outputs)
        {
            return null;
        }

        layer.Bias = TensorData.Floats(bias);
        return layer;
    }

    /// <summary>All layers of a graph, in its order.</summary>
    public static WeightedLayer[] All(Graph graph) => [.. graph.Proto.Node.Select(node => Of(graph, node)!).Where(layer => layer is not null)];

    /// <summary>The input channel, counted over all groups, that an element of W is multiplied with.</summary>
    public int ChannelOf(int index) => (index / Row / (Outputs / Groups) * Inputs) + (index / Kernel % Inputs);

    /// <summary>Number of input channels of all groups.</summary>
    public int Channels => Groups * Inputs;

    /// <summary>Which elements of W share a 16-bit sum on processors without VNNI.</summary>
    public PairLayout? Pairs => IsConvolution ? PairLayout.Convolution([Outputs, Inputs, Kernel], Groups) : PairLayout.MatrixRows(Outputs, Inputs);

    /// <summary>W in the file's layout.</summary>
    public float[] Stored() => transposed ? LinearLayer.Transposed(Weight, Outputs, Inputs) : Weight;

    /// <summary>Writes W and the bias back, as constants that only this layer uses.</summary>
    public void Store(Graph graph)
    {
        Put(graph, 1, TensorData.Of<float>(graph.Unique("w"), Stored(), shape));
        if (Bias is not null)
        {
            Put(graph, 2, TensorData.Of<float>(graph.Unique("b"), Bias, Bias.Length));
        }
    }

    /// <summary>W rounded to the grid that the quantisers will use.</summary>
    public float[] Rounded(QuantizationFormat format, bool perChannel)
    {
        var quantized = WeightQuantizer.Quantize(Weight, [Outputs, Row], perChannel ? 0 : null, format);
        SafeWeights.Fit(Node.Name, Weight, quantized, Pairs, PairBound.Full);
        return quantized.Dequantize();
    }

    private void Put(Graph graph, int input, TensorProto tensor)
    {
        graph.AddConstant(tensor);
        while (Node.Input.Count <= input)
        {
            Node.Input.Add("");
        }

        graph.SetInput(Node, input, tensor.Name);
    }
}
