using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>
/// SmoothQuant (Xiao et al. 2023, "SmoothQuant: Accurate and Efficient Post-Training Quantization for Large Language Models", equation 4): outliers of a
/// few channels after a layer normalisation move into the weights of the following matrix products:
/// <c>s_j = max|X_j|^alpha / max|W_j|^(1 - alpha)</c>, X / s and s W. The result computes the same.
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
            throw new FrugalException($"{model.Source}: no LayerNormalization that only feeds products with constant weights. SmoothQuant serves transformers; leave it out here.");
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

    private static WeightedLayer[] Followers(Graph graph, NodeProto norm)
    {
        var users = graph.Consumers(norm.Output[0]);
        var layers = users.Where(user => user.OpType is "MatMul" or "Gemm" && user.Input[0] == norm.Output[0]).Select(user => WeightedLayer.Of(graph, user)!).Where(layer => layer is not null).ToArray();
        var constant = norm.Input.Skip(1).All(input => graph.Constant(input) is { Dims.Count: 1 });
        return constant && layers.Length == users.Count && !graph.IsOutput(norm.Output[0]) && norm.Output.Skip(1).All(output => output.Length == 0) ? layers : [];
    }

    private static void Smooth(Graph graph, NodeProto norm, WeightedLayer[] layers, double[] factors)
    {
        for (var input = 1; input < norm.Input.Count; input++)
        {
            var numbers = TensorData.Floats(graph.Constant(norm.Input[input])!).Zip(factors, (x, s) => (float)(x / s)).ToArray();
            var tensor = TensorData.Of<float>(graph.Unique("n"), numbers, numbers.Length);
            graph.AddConstant(tensor);
            graph.SetInput(norm, input, tensor.Name);
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
}
