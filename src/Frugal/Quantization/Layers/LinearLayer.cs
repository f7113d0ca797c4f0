using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>A fully connected layer, <c>y = x W^T + b</c>, whether the file stores it as Gemm or as MatMul.</summary>
/// <param name="Node">The node.</param>
/// <param name="Weight">W, (outputs, inputs), row-major.</param>
/// <param name="Outputs">Rows of W.</param>
/// <param name="Inputs">Columns of W.</param>
internal sealed record LinearLayer(NodeProto Node, float[] Weight, int Outputs, int Inputs)
{
    public string Input => Node.Input[0];

    public string WeightName => Node.Input[1];

    /// <summary>The name of Gemm's bias; null if there is none.</summary>
    public string? Bias => Node.OpType == "Gemm" && Node.Input.Count > 2 && Node.Input[2].Length > 0 ? Node.Input[2] : null;

    /// <summary>Reads <paramref name="node"/> as a layer, or gives the reason why it is not one. Both are null for other operators.</summary>
    public static (LinearLayer? Layer, string? Refusal) Of(Graph graph, NodeProto node)
    {
        if (!OnnxCheck.IsDefault(node.Domain) || node.OpType is not ("MatMul" or "Gemm"))
        {
            return (null, null);
        }

        if (graph.Constant(node.Input[1]) is not { } weight)
        {
            return (null, graph.HasDefault(node.Input[1]) ? QuantizationErrors.Overridable(node.Input[1]) : graph.Constant(node.Input[0]) is null ? "it multiplies two values that are computed at run time" : "its left side is a constant");
        }

        if (weight.Dims.Count != 2 || weight.DataType != (int)TensorProto.Types.DataType.Float)
        {
            return (null, "its weight is not a float32 matrix");
        }

        if (Attributes.Float(node, "alpha", 1) != 1 || Attributes.Float(node, "beta", 1) != 1 || Attributes.Int(node, "transA", 0) != 0)
        {
            return (null, "alpha, beta or transA is set");
        }

        var rows = Attributes.Int(node, "transB", 0) == 1;
        var (outputs, inputs) = rows ? ((int)weight.Dims[0], (int)weight.Dims[1]) : ((int)weight.Dims[1], (int)weight.Dims[0]);
        var numbers = TensorData.Floats(weight);
        return (new LinearLayer(node, rows ? numbers : Transposed(numbers, inputs, outputs), outputs, inputs), null);
    }

    /// <summary>Transposes a matrix (rows, columns) to (columns, rows).</summary>
    public static T[] Transposed<T>(T[] matrix, int rows, int columns)
    {
        var turned = new T[matrix.Length];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                turned[c * rows + r] = matrix[r * columns + c];
            }
        }

        return turned;
    }

    /// <summary>Replaces the layer by nodes that compute <c>x W^T</c>, followed by an Add for the bias.</summary>
    /// <param name="graph">The layer's graph.</param>
    /// <param name="write">Writes the product to the given name; its nodes go before the layer's node.</param>
    public void Replace(Graph graph, Action<string> write)
    {
        var (output, bias) = (Node.Output[0], Bias);
        var product = bias is null ? output : graph.Unique("p");
        write(product);
        if (bias is not null)
        {
            graph.Insert(new NodeProto { OpType = "Add", Name = Node.Name, Input = { product, bias }, Output = { output } }, Node);
        }

        graph.Remove(Node);
    }
}
