using Frugal.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Architectures;

internal sealed partial class OnnxLayers
{
    private const long Float = 1;
    private const long Int32 = 6;

    public OnnxValue Mask(OnnxValue tokens) =>
        graph.Node("Cast", [graph.Node("Not", [graph.Node("Equal", [tokens, graph.Constant("padding", [0L])])])], ("to", Float));

    public OnnxValue Embedding(OnnxValue tokens, Embedding table) => graph.Node("Gather", [Weight(table, table.weight!), tokens], ("axis", 0L));

    public OnnxValue AddPositions(OnnxValue input, Embedding table)
    {
        var length = graph.Node("Shape", [input], ("start", 1L), ("end", 2L));
        return graph.Add(input, graph.Node("Slice", [Weight(table, table.weight!), graph.Constant("first", [0L]), length, graph.Constant("rows", [0L])]));
    }

    public OnnxValue TokenLinear(OnnxValue input, Linear layer)
    {
        using var weight = layer.weight!.t();
        var product = graph.Node("MatMul", [input, Weight(layer, weight)]);
        return layer.bias is { } bias ? graph.Add(product, Weight(layer, bias, "bias")) : product;
    }

    public OnnxValue LayerNorm(OnnxValue input, LayerNorm layer) =>
        graph.Node("LayerNormalization", [input, Weight(layer, layer.weight!), Weight(layer, layer.bias!, "bias")], ("axis", -1L), ("epsilon", (float)layer.eps));

    public OnnxValue Attention(OnnxValue query, OnnxValue key, OnnxValue value, OnnxValue mask, AttentionShape shape)
    {
        var scores = graph.Node("MatMul", [Heads(query, 0, 2, 1, 3), Heads(key, 0, 2, 3, 1)]);   // (N, heads, L, L)
        var scaled = graph.Multiply(scores, graph.Constant("scale", 1 / MathF.Sqrt(shape.HeadWidth)));
        var hidden = graph.Multiply(graph.Node("Sub", [mask, graph.Constant("one", 1f)]), graph.Constant("masked", TensorLayers.Masked));
        var weights = graph.Node("Softmax", [graph.Add(scaled, Reshape(hidden, 0, 1, 1, -1))], ("axis", -1L));
        var mixed = graph.Node("MatMul", [weights, Heads(value, 0, 2, 1, 3)]);                   // (N, heads, L, d)
        return Reshape(graph.Node("Transpose", [mixed], ("perm", new long[] { 0, 2, 1, 3 })), 0, 0, shape.Width);

        OnnxValue Heads(OnnxValue x, params long[] order) => graph.Node("Transpose", [Reshape(x, 0, 0, shape.Heads, shape.HeadWidth)], ("perm", order));
    }

    public OnnxValue Lstm(OnnxValue input, OnnxValue mask, LSTM layer)
    {
        var weights = new LstmWeights(layer);
        using var scope = NewDisposeScope();
        var lengths = graph.Node("Cast", [AtLeastOne(Sum(mask, 1, keep: false))], ("to", Int32));
        var steps = graph.Node("Transpose", [input], ("perm", new long[] { 1, 0, 2 }));         // (L, N, D)
        var output = graph.Node("LSTM",
            [steps, Weight(layer, weights.Input()), Weight(layer, weights.Recurrent(), "recurrence"), Weight(layer, weights.Bias(), "bias"), lengths],
            ("hidden_size", weights.Hidden), ("direction", weights.Directions == 2 ? "bidirectional" : "forward"));
        return Reshape(graph.Node("Transpose", [output], ("perm", new long[] { 2, 0, 1, 3 })), 0, 0, weights.Directions * weights.Hidden);
    }

    public OnnxValue MaskedMean(OnnxValue input, OnnxValue mask)
    {
        var column = Reshape(mask, 0, 0, 1);
        return graph.Node("Div", [Sum(graph.Multiply(input, column), 1, keep: false), AtLeastOne(Sum(mask, 1, keep: true))]);
    }

    private OnnxValue Weight(nn.Module layer, Tensor tensor, string name = "weight") => graph.Constant($"{names[layer]}.{name}", tensor);

    private OnnxValue Reshape(OnnxValue input, params long[] shape) => graph.Node("Reshape", [input, graph.Constant("shape", shape)]);

    private OnnxValue Sum(OnnxValue input, long axis, bool keep) =>
        graph.Node("ReduceSum", [input, graph.Constant("axes", [axis])], ("keepdims", keep ? 1L : 0L));

    private OnnxValue AtLeastOne(OnnxValue input) => graph.Node("Max", [input, graph.Constant("one", 1f)]);
}
