using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>
/// Cross-layer equalisation (Nagel et al. 2019, "Data-Free Quantization Through Weight Equalization and Bias Correction", section 4.1): a factor s > 0 that scales a
/// channel between two layers can be moved from the weights of one layer to those of the other, because ReLU preserves it. With
/// <c>s = sqrt(r1 / r2)</c> both layers' channels get equal ranges r (equation 11), which helps most with one scale per weight tensor.
/// </summary>
public static class CrossLayerEqualization
{
    private const int Rounds = 20;
    private const double Settled = 1e-3;

    /// <summary>Operators that preserve a positive factor of a channel.</summary>
    private static readonly string[] Homogeneous = ["Relu", "LeakyRelu", "MaxPool", "AveragePool", "GlobalAveragePool", "Flatten"];

    /// <summary>A model that computes the same as <paramref name="model"/>, with equalised weight ranges; batch normalisations are folded.</summary>
    /// <param name="model">A float32 model, which is not changed. Pairs of layers with only ReLU or pooling between them are equalised; if there is no pair, no weight changes.</param>
    public static OnnxModel Apply(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var copy = model.Clone();
        Preparation.Apply(copy);
        var graph = new Graph(copy.Proto.Graph);
        var layers = WeightedLayer.All(graph).ToDictionary(layer => layer.Node, layer => layer, (IEqualityComparer<NodeProto>)ReferenceEqualityComparer.Instance);
        (WeightedLayer First, WeightedLayer Second)[] pairs = [.. layers.Values.Select(layer => (First: layer, Second: Next(graph, layers, layer)!)).Where(pair => pair.Second is not null)];
        for (var round = 0; round < Rounds && pairs.Aggregate(false, (changed, pair) => Equalize(pair.First, pair.Second) | changed); round++)
        {
        }

        foreach (var layer in pairs.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct())
        {
            layer.Store(graph);
        }

        graph.Sweep();
        return copy;
    }

    /// <summary>The only consumer of the output of <paramref name="layer"/>, with only homogeneous operators between.</summary>
    private static WeightedLayer? Next(Graph graph, Dictionary<NodeProto, WeightedLayer> layers, WeightedLayer layer)
    {
        var (value, pooled) = (layer.Node.Output[0], false);
        while (graph.IsPrivate(value))
        {
            var user = graph.Consumers(value).First();
            if (layers.TryGetValue(user, out var next))
            {
                return user.Input[0] == value && next.Channels == layer.Outputs ? next : null;
            }

            pooled |= user.OpType == "GlobalAveragePool";
            if (!OnnxCheck.IsDefault(user.Domain) || !Homogeneous.Contains(user.OpType) || user.Output.Count != 1
                || (user.OpType == "Flatten" && !(pooled && Attributes.Int(user, "axis", 1) == 1)))   // one value per channel, also after Flatten
            {
                return null;
            }

            value = user.Output[0];
        }

        return null;
    }

    /// <returns>Whether a factor was far enough from 1 to continue.</returns>
    private static bool Equalize(WeightedLayer first, WeightedLayer second)
    {
        var (before, after) = (new float[first.Outputs], new float[first.Outputs]);
        for (var i = 0; i < first.Weight.Length; i++)
        {
            before[i / first.Row] = Math.Max(before[i / first.Row], Math.Abs(first.Weight[i]));
        }

        for (var i = 0; i < second.Weight.Length; i++)
        {
            var channel = second.ChannelOf(i);
            after[channel] = Math.Max(after[channel], Math.Abs(second.Weight[i]));
        }

        // A channel with only zero weights on one side has no range to equalise.
        var factors = before.Zip(after, (r1, r2) => r1 > 0 && r2 > 0 ? Math.Sqrt((double)r1 / r2) : 1).ToArray();
        for (var i = 0; i < first.Weight.Length; i++)
        {
            first.Weight[i] = (float)(first.Weight[i] / factors[i / first.Row]);
        }

        for (var i = 0; first.Bias is { } bias && i < bias.Length; i++)
        {
            bias[i] = (float)(bias[i] / factors[i]);
        }

        for (var i = 0; i < second.Weight.Length; i++)
        {
            second.Weight[i] = (float)(second.Weight[i] * factors[second.ChannelOf(i)]);
        }

        return factors.Any(factor => Math.Abs(factor - 1) > Settled);
    }
}
