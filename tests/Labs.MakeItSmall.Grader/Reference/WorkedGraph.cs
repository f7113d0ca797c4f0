using Frugal.Onnx;
using MakeItSmall.Kit;

namespace Labs.MakeItSmall.Grader;

/// <summary>Task 3 as the grader does it: what the student's network is timed against.</summary>
internal static class WorkedGraph
{
    public static Int8Parts Parts { get; } = new(OnGrid, Convolution);

    private static OnnxValue OnGrid(OnnxGraphBuilder graph, OnnxValue value, Grid grid)
    {
        OnnxValue[] numbers = [graph.Constant("s", [grid.Scale]), graph.Integers("z", [(byte)grid.Zero])];
        return graph.Node("DequantizeLinear", [graph.Node("QuantizeLinear", [value, .. numbers]), .. numbers]);
    }

    private static OnnxValue Convolution(OnnxGraphBuilder graph, OnnxValue input, Int8Convolution layer)
    {
        var count = layer.Bias.Length;
        OnnxValue Floats<T>(T integers, float[] scales, Func<T, OnnxValue> constant) =>
            graph.Node("DequantizeLinear", [constant(integers), graph.Constant("s", scales, count)], ("axis", 0L));
        var weight = Floats(layer.Weight, layer.WeightScales, w => graph.Integers("w", w, layer.Shape));
        var bias = Floats(layer.Bias, [.. layer.WeightScales.Select(scale => scale * layer.Input.Scale)], b => graph.Integers("b", b, count));
        var sum = graph.Node("Conv", [input, weight, bias], layer.Attributes);
        return OnGrid(graph, layer.Relu && layer.Output.Zero != 0 ? graph.Relu(sum) : sum, layer.Output);
    }
}
