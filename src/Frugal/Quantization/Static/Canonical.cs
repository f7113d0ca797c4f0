using Frugal.Onnx;
using Frugal.Onnx.Wire;

namespace Frugal.Quantization;

/// <summary>Rewrites operators that tools export into equivalent ones that have int8 kernels.</summary>
internal static class Canonical
{
    /// <returns>Whether the graph was changed.</returns>
    public static bool Apply(OnnxModel model, IReadOnlyDictionary<string, ValueFacts> facts)
    {
        var graph = new Graph(model.Proto.Graph);
        var changed = false;
        foreach (var node in model.Proto.Graph.Node.Where(node => OnnxCheck.IsDefault(node.Domain)).ToArray())
        {
            changed |= node.OpType switch
            {
                "ReduceMean" => MeanToPool(graph, node, facts),
                "MatMul" => MatMulToGemm(graph, node, facts),
                "Relu" or "Clip" => ClipBeforePool(graph, node),
                _ => false,
            };
        }

        graph.Sweep();
        return changed;
    }

    /// <summary>Replaces the mean over height and width of (N, C, H, W) by GlobalAveragePool, with Flatten if the axes are dropped.</summary>
    private static bool MeanToPool(Graph graph, NodeProto node, IReadOnlyDictionary<string, ValueFacts> facts)
    {
        var axes = node.Input.Count > 1 && graph.Constant(node.Input[1]) is { } tensor ? TensorData.Integers(tensor) : Attributes.Ints(node, "axes");
        if (!facts.TryGetValue(node.Input[0], out var input) || input is not { Shape.Length: 4, IsFloat: true }
            || !axes.Select(axis => axis < 0 ? axis + 4 : axis).Order().SequenceEqual([2L, 3L]))
        {
            return false;
        }

        var flat = Attributes.Int(node, "keepdims", 1) == 0;
        var pooled = flat ? graph.Unique("p") : node.Output[0];
        var (value, output) = (node.Input[0], node.Output[0]);
        var pool = new NodeProto { OpType = "GlobalAveragePool", Input = { value }, Output = { pooled }, Name = node.Name };
        graph.Insert(pool, node);
        if (flat)
        {
            graph.Insert(new NodeProto { OpType = "Flatten", Input = { pooled }, Output = { output } }, node);
        }

        graph.Remove(node);
        return true;
    }

    /// <summary>Swaps clipping and max pooling, which commute; directly after the convolution the clipping costs nothing.</summary>
    private static bool ClipBeforePool(Graph graph, NodeProto node)
    {
        if (graph.Producer(node.Input[0]) is not { OpType: "MaxPool", Output.Count: 1 } pool || !graph.IsPrivate(pool.Output[0]))
        {
            return false;
        }

        var (clipped, output) = (graph.Unique("p"), node.Output[0]);
        var clip = new NodeProto { OpType = node.OpType, Input = { pool.Input[0], node.Input.Skip(1) }, Output = { clipped }, Name = node.Name, Attribute = { node.Attribute } };
        graph.Insert(clip, pool);
        graph.SetInput(pool, 0, clipped);
        graph.Remove(node);
        graph.SetOutput(pool, 0, output);
        return true;
    }

    /// <summary>Replaces a MatMul with a constant, and the Add of a constant vector after it, by one Gemm.</summary>
    private static bool MatMulToGemm(Graph graph, NodeProto node, IReadOnlyDictionary<string, ValueFacts> facts)
    {
        if (!facts.TryGetValue(node.Input[0], out var input) || input is not { Shape.Length: 2, IsFloat: true }
            || graph.Constant(node.Input[1]) is not { Dims.Count: 2 } weight || !graph.IsPrivate(node.Output[0]))
        {
            return false;
        }

        var sum = graph.Consumers(node.Output[0]).First();
        var other = sum is { OpType: "Add", Input: [var left, var right] } ? (left == node.Output[0] ? right : left) : null;
        if (other is null || graph.Constant(other) is not { Dims: [var length] } || length != weight.Dims[1])
        {
            return false;
        }

        graph.Insert(new NodeProto { OpType = "Gemm", Input = { node.Input[0], node.Input[1], other }, Output = { sum.Output[0] }, Name = node.Name }, sum);
        graph.Remove(sum);
        graph.Remove(node);
        return true;
    }
}
