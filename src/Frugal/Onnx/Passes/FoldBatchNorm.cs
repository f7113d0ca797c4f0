using Frugal.Onnx.Wire;

namespace Frugal.Onnx;

/// <summary>A batch normalisation of channels: <c>y = (x - mean) / sqrt(variance + epsilon) * gamma + beta</c>, one number of each per channel.</summary>
public sealed record BatchNormNumbers(float[] Gamma, float[] Beta, float[] Mean, float[] Variance, double Epsilon);

/// <summary>Computes the weight and bias of a layer that does what the layer and the normalisation after it do together.</summary>
/// <param name="weight">The layer's weights in row-major order, the output channel first.</param>
/// <param name="bias">Its bias, one number per output channel; null if it has none.</param>
/// <param name="norm">The normalisation of the output channels.</param>
/// <returns>Arrays of the same lengths; the arguments are not changed.</returns>
public delegate (float[] Weight, float[] Bias) BatchNormFold(float[] weight, float[]? bias, BatchNormNumbers norm);

/// <summary>
/// Folds batch normalisation into the layer before it (Jacob et al. 2018, section 3.2):
/// <c>w' = w * g / sqrt(v + eps)</c> and <c>b' = (b - mean) * g / sqrt(v + eps) + beta</c>, per output channel.
/// </summary>
public static class FoldBatchNorm
{
    /// <summary>Folds normalisations that alone consume a Conv, ConvTranspose or Gemm with constant weights; changes <paramref name="model"/>.</summary>
    /// <returns>The number of normalisations folded.</returns>
    public static int Apply(OnnxModel model) => Apply(model, arithmetic: null);

    /// <summary>Does what <see cref="Apply(OnnxModel)"/> does with the arithmetic of <paramref name="fold"/>, for a Conv, or a Gemm whose weights are (out, in).</summary>
    /// <returns>The number of normalisations folded.</returns>
    /// <exception cref="FrugalException"><paramref name="fold"/> returned arrays of other lengths.</exception>
    public static int With(OnnxModel model, BatchNormFold fold)
    {
        ArgumentNullException.ThrowIfNull(fold);
        return Apply(model, fold);
    }

    private static int Apply(OnnxModel model, BatchNormFold? arithmetic)
    {
        ArgumentNullException.ThrowIfNull(model);
        var graph = new Graph(model.Proto.Graph);
        var folded = model.Proto.Graph.Node.Where(node => node.OpType == "BatchNormalization").ToArray().Count(norm => Fold(graph, norm, arithmetic));
        graph.Sweep();
        return folded;
    }

    private static bool Fold(Graph graph, NodeProto norm, BatchNormFold? arithmetic)
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
        var numbers = Numbers(graph, norm);
        var channels = numbers.Gamma.Length;
        if (groups != 1 || numbers.Beta.Length != channels || numbers.Mean.Length != channels || numbers.Variance.Length != channels || weight.Dims[axis] != channels || (bias is not null && bias.Dims.Aggregate(1L, (a, b) => a * b) != channels) || (arithmetic is not null && axis != 0))
        {
            return false;
        }

        var (scaled, shift) = (arithmetic ?? ((w, b, n) => Fold(w, b, n, weight.Dims, axis)))(TensorData.Floats(weight), bias is null ? null : TensorData.Floats(bias), numbers);
        if (scaled.Length != weight.Dims.Aggregate(1L, (a, b) => a * b) || shift.Length != channels)
        {
            throw new FrugalException($"{layer.Name}: the folded weight and bias have {scaled.Length} and {shift.Length} numbers; {string.Join('x', weight.Dims)} and {channels} are expected.");
        }

        Replace(graph, layer, 1, TensorData.Of<float>(graph.Unique("w"), scaled, [.. weight.Dims]));
        Replace(graph, layer, 2, TensorData.Of<float>(graph.Unique("b"), shift, shift.Length));
        return graph.Bypass(norm);
    }

    private static BatchNormNumbers Numbers(Graph graph, NodeProto norm)
    {
        var parts = norm.Input.Skip(1).Select(input => TensorData.Floats(graph.Constant(input)!)).ToArray();
        return new(parts[0], parts[1], parts[2], parts[3], Attributes.Float(norm, "epsilon", 1e-5f));
    }

    private static (float[] Weight, float[] Bias) Fold(float[] weight, float[]? bias, BatchNormNumbers norm, IList<long> shape, int axis)
    {
        var (factor, shift) = (new float[norm.Gamma.Length], new float[norm.Gamma.Length]);
        for (var c = 0; c < factor.Length; c++)
        {
            var f = norm.Gamma[c] / Math.Sqrt(norm.Variance[c] + norm.Epsilon);
            factor[c] = (float)f;
            shift[c] = (float)(((bias?[c] ?? 0.0) - norm.Mean[c]) * f + norm.Beta[c]);
        }

        return (Scale(weight, shape, axis, factor), shift);
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
