using Frugal.Onnx;
using DataType = Frugal.Onnx.Wire.TensorProto.Types.DataType;

namespace Frugal.Tests.Texts.Classifiers;

/// <summary>A text classifier of a few weights: the mean of a vector per token, which are the logits.</summary>
internal static class SmallTextModels
{
    public static readonly string[] Vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "so", "much", "fun", "##ny", "bad", "slow", "!", "good"];

    public static OnnxModel Build(IReadOnlyList<string> classes, int logits, string[] vocabulary, int? maximum)
    {
        var graph = new OnnxGraphBuilder("small");
        var tokens = graph.Input("input_ids", [OnnxGraphBuilder.AnyLength], DataType.Int64);
        var random = new Random(1);
        var table = graph.Constant("table", [.. Enumerable.Range(0, Vocabulary.Length * logits).Select(_ => (float)random.NextDouble())], Vocabulary.Length, logits);
        var mask = graph.Node("Cast", [graph.Node("Not", [graph.Node("Equal", [tokens, graph.Constant("padding", [0L])])])], ("to", 1L));
        var column = graph.Node("Unsqueeze", [mask, graph.Constant("axis", [2L])]);
        var axis = graph.Constant("axes", [1L]);
        var sum = graph.Node("ReduceSum", [graph.Multiply(graph.Node("Gather", [table, tokens]), column), axis], ("keepdims", 0L));
        var model = graph.Build(graph.Node("Div", [sum, graph.Node("ReduceSum", [mask, axis], ("keepdims", 1L))]));
        model.Metadata = new ModelMetadata { Name = "small", Classes = classes, Vocabulary = vocabulary, MaximumTokens = maximum };
        return model;
    }

    public static OnnxModel Sentiment() => Build(["negative", "neutral", "positive"], 3, Vocabulary, 8);
}
