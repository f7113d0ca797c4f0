using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>
/// SmoothQuant (Xiao et al. 2023, "SmoothQuant: Accurate and Efficient Post-Training Quantization for Large Language Models", equation 4): outliers of a
/// few channels after a layer normalisation move into the weights of the following matrix products:
/// <c>s_j = max|X_j|^alpha / max|W_j|^(1 - alpha)</c>, X / s and s W. The result computes the same. Where only products read the normalisation, the
/// division is part of it; where a residual connection reads it too, as in BERT, it is a multiplication of its own.
/// </summary>
public static class SmoothQuant
{
    /// <summary>Half of the quantisation difficulty stays with the activations: the paper's choice for most models.</summary>
    public const double DefaultAlpha = 0.5;

    private const double SmallestFactor = 1e-5;

    /// <summary>A smoothed copy of <paramref name="model"/>.</summary>
    /// <param name="model">A float32 model with LayerNormalization before its matrix products.</param>
    /// <param name="data">Sample inputs.</param>
    /// <param name="alpha">How much of the quantisation difficulty moves to the weights, from 0 (none) to 1 (all).</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <exception cref="FrugalException">alpha is out of range, there is no batch, or no layer normalisation that can be smoothed.</exception>
    public static OnnxModel Apply(OnnxModel model, CalibrationData data, double alpha = DefaultAlpha, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        if (alpha is not (>= 0 and <= 1))
        {
            throw new FrugalException($"alpha {alpha}: allowed are numbers from 0 to 1. Try {DefaultAlpha}.");
        }

        var copy = model.Clone();
        Preparation.Apply(copy);
        var graph = new Graph(copy.Proto.Graph);
        (NodeProto Norm, WeightedLayer[] Layers)[] places = [.. copy.Proto.Graph.Node.Where(node => node.OpType == "LayerNormalization").Select(norm => (norm, Followers(graph, norm))).Where(place => place.Item2.Length > 0)];
        if (places.Length == 0)
        {
            throw new FrugalException($"{model.Source}: no LayerNormalization that feeds a product with constant weights. SmoothQuant serves transformers; leave it out here.");
        }

        var seen = ChannelStatistics.Collect(copy, places.ToDictionary(place => place.Norm.Output[0], place => (place.Layers[0].Inputs, false)), data, cancellation);
        foreach (var (norm, layers) in places)
        {
            Smooth(graph, norm, layers, Factors(seen[norm.Output[0]].Largest, layers, alpha));
        }

        graph.Sweep();
        return copy;
    }

    internal static double[] Factors(float[] activations, WeightedLayer[] layers, double alpha)
    {
        var weights = new float[activations.Length];
        foreach (var layer in layers)
        {
            for (var i = 0; i < layer.Weight.Length; i++)
            {
                weights[i % layer.Inputs] = Math.Max(weights[i % layer.Inputs], Math.Abs(layer.Weight[i]));
            }
        }

        return [.. activations.Zip(weights, (x, w) => x > 0 && w > 0 ? Math.Max(Math.Pow(x, alpha) / Math.Pow(w, 1 - alpha), SmallestFactor) : 1)];
    }

    /// <summary>The products with constant weights that read the normalisation.</summary>
    private static WeightedLayer[] Followers(Graph graph, NodeProto norm) =>
        [.. graph.Consumers(norm.Output[0]).Where(user => user.OpType is "MatMul" or "Gemm" && user.Input[0] == norm.Output[0]).Select(user => WeightedLayer.Of(graph, user)).OfType<WeightedLayer>()];

    /// <summary>Whether nothing but these products reads the normalisation, and its scale and bias are constants.</summary>
    private static bool FeedsOnly(Graph graph, NodeProto norm, WeightedLayer[] layers) =>
        norm.Input.Skip(1).All(input => graph.Constant(input) is { Dims.Count: 1 })
        && layers.Length == graph.Consumers(norm.Output[0]).Count && !graph.IsOutput(norm.Output[0]) && norm.Output.Skip(1).All(output => output.Length == 0);

    private static void Smooth(Graph graph, NodeProto norm, WeightedLayer[] layers, double[] factors)
    {
        if (FeedsOnly(graph, norm, layers))
        {
            Divide(graph, norm, factors);
        }
        else
        {
            Multiply(graph, norm, layers, factors);
        }

        foreach (var layer in layers)
        {
            for (var i = 0; i < layer.Weight.Length; i++)
            {
                layer.Weight[i] = (float)(layer.Weight[i] * factors[i % layer.Inputs]);
            }

            layer.Store(graph);
        }
    }

    /// <summary>Divides the scale and the bias of the normalisation.</summary>
    private static void Divide(Graph graph, NodeProto norm, double[] factors)
    {
        for (var input = 1; input < norm.Input.Count; input++)
        {
            var numbers = TensorData.Floats(graph.Constant(norm.Input[input])!).Zip(factors, (x, s) => (float)(x / s)).ToArray();
            var tensor = TensorData.Of<float>(graph.Unique("n"), numbers, numbers.Length);
            graph.AddConstant(tensor);
            graph.SetInput(norm, input, tensor.Name);
        }
    }

    /// <summary>Multiplies what the products read by 1 / s.</summary>
    private static void Multiply(Graph graph, NodeProto norm, WeightedLayer[] layers, double[] factors)
    {
        var inverse = TensorData.Of<float>(graph.Unique("smoothing"), [.. factors.Select(s => (float)(1 / s))], factors.Length);
        graph.AddConstant(inverse);
        var smoothed = graph.Unique("smoothed");
        var first = graph.Proto.Node.First(node => layers.Any(layer => layer.Node == node));
        graph.Insert(new NodeProto { OpType = "Mul", Input = { norm.Output[0], inverse.Name }, Output = { smoothed } }, first);
        foreach (var layer in layers)
        {
            graph.SetInput(layer.Node, 0, smoothed);
        }
    }
}
