using Frugal.Onnx.Wire;

namespace Frugal.Onnx;

/// <summary>
/// Folds batch normalisation into the layer before it (Jacob et al. 2018, section 3.2):
/// <c>w' = w * g / sqrt(v + eps)</c> and <c>b' = (b - mean) * g / sqrt(v + eps) + beta</c>, per output channel.
/// </summary>
public static class FoldBatchNorm
{
    /// <summary>Folds normalisations that alone consume a Conv, ConvTranspose or Gemm with constant weights; changes <paramref name="model"/>.</summary>
    /// <returns>The number of normalisations folded.</returns>
    public static int Apply(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var graph = new Graph(model.Proto.Graph);
        var folded = model.Proto.Graph.Node.Where(node => node.OpType == "BatchNormalization").ToArray().Count(norm => Fold(graph, norm));
        graph.Sweep();
        return folded;
    }

    private static bool Fold(Graph graph, NodeProto norm)
    {
        var value = norm.Input[0];
        if (graph.Producer(value) is not { } layer || !graph.IsPrivate(value) || Attributes.Int(norm, "training_mode", 0) != 0
            || norm.Output.Count(output => output.Length > 0) > 1 || OutputAxis(layer) is not { } axis
            || graph.Constant(layer.Input[1]) is not { } weight || !IsFloat(weight)
            || norm.Input.Skip(1).Any(input => graph.Constant(input) is not { } tensor || !IsFloat(tensor)))
        {
            return false;
        }

        var bias = layer.Input.Count > 2 && layer.Input[2].Length > 0 ? graph.Constant(layer.Input[2]) : null;
        if (layer.Input.Count > 2 && layer.Input[2].Length > 0 && (bias is null || !IsFloat(bias)))
        {
            return false;
        }

        var groups = layer.OpType == "ConvTranspose" ? Attributes.Int(layer, "group", 1) : 1;
        var (factor, shift) = Affine(graph, norm, bias is null ? null : TensorData.Floats(bias));
        if (groups != 1 || weight.Dims[axis] != factor.Length || (bias is not null && bias.Dims.Aggregate(1L, (a, b) => a * b) != factor.Length))
        {
            return false;
        }

        var scaled = Scale(TensorData.Floats(weight), weight.Dims, axis, factor);
        Replace(graph, layer, 1, TensorData.Of<float>(graph.Unique("w"), scaled, [.. weight.Dims]));
        Replace(graph, layer, 2, TensorData.Of<float>(graph.Unique("b"), shift, shift.Length));
        return graph.Bypass(norm);
    }

    private static (float[] Factor, float[] Shift) Affine(Graph graph, NodeProto norm, float[]? bias)
    {
        var parts = norm.Input.Skip(1).Select(input => TensorData.Floats(graph.Constant(input)!)).ToArray();
        var (gamma, beta, mean, variance) = (parts[0], parts[1], parts[2], parts[3]);
        var epsilon = Attributes.Float(norm, "epsilon", 1e-5f);
        var factor = new float[gamma.Length];
        var shift = new float[gamma.Length];
        for (var c = 0; c < factor.Length; c++)
        {
            var f = gamma[c] / Math.Sqrt((double)variance[c] + epsilon);
            factor[c] = (float)f;
            shift[c] = (float)(((bias?[c] ?? 0.0) - mean[c]) * f + beta[c]);
        }

        return (factor, shift);
    }

    /// <summary>The output channel axis of the weight; null if the node cannot take the factors.</summary>
    private static int? OutputAxis(NodeProto layer) => layer.OpType switch
    {
        "Conv" => 0,
        "ConvTranspose" => 1,
        "Gemm" when Attributes.Float(layer, "alpha", 1) == 1 && Attributes.Float(layer, "beta", 1) == 1 => Attributes.Int(layer, "transB", 0) == 1 ? 0 : 1,
        _ => null,
    };

    private static float[] Scale(float[] weight, IList<long> shape, int axis, float[] factor)
    {
        var inner = shape.Skip(axis + 1).Aggregate(1L, (product, dim) => product * dim);
        for (var i = 0; i < weight.Length; i++)
        {
            weight[i] *= factor[i / inner % factor.Length];
        }

        return weight;
    }

    private static void Replace(Graph graph, NodeProto layer, int index, TensorProto tensor)
    {
        graph.AddConstant(tensor);
        while (layer.Input.Count <= index)
        {
            layer.Input.Add("");
        }

        graph.SetInput(layer, index, tensor.Name);
    }

    private static bool IsFloat(TensorProto tensor) => tensor.DataType == (int)TensorProto.Types.DataType.Float;
}
