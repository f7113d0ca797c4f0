using Frugal.Architectures;
using Frugal.Onnx;
using static TorchSharp.torch;

namespace Frugal.Models;

/// <summary>
/// <c>all-minilm-l6-v2</c> as a TorchSharp network: a BERT encoder of six blocks (Wang et al. 2020, "MiniLM"), trained for sentence embeddings (Reimers and Gurevych
/// 2019, "Sentence-BERT"), published in a NuGet package as an ONNX file with its vocabulary.
/// </summary>
public static class MiniLm
{
    /// <summary>Its name in <c>models/catalog.json</c>.</summary>
    public const string Name = "all-minilm-l6-v2";

    private const string Segments = "embeddings.token_type_embeddings.weight";

    /// <summary>The shape of the network: 22.6 M weights without its classifier.</summary>
    /// <param name="classes">The number of classes of the new classifier.</param>
    public static TextTransformerOptions Options(int classes) => new()
    {
        Vocabulary = 30_522, Length = 512, Width = 384, Heads = 12, Blocks = 6, FeedForward = 1536, Norm = NormPlacement.After, Epsilon = 1e-12, Classes = classes,
    };

    /// <summary>Builds the network with the weights of <paramref name="model"/> and a new classifier, all zeros: before it is trained it answers nothing.</summary>
    /// <param name="model">The file of <c>all-minilm-l6-v2</c>.</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <exception cref="FrugalException">The file is another network.</exception>
    public static TextTransformer Network(OnnxModel model, int classes)
    {
        ArgumentNullException.ThrowIfNull(model);
        return ImportedNetwork.Of(new TextTransformer(Options(classes)), model, Map, state =>
        {
            var segments = model.Constant(Segments) ?? throw NotThis(model, Segments);
            state["positions.weight"].add_(tensor(segments.Values, [.. segments.Shape]).narrow(0, 0, 1));   // a single text is all segment 0
        });
    }

    /// <summary>
    /// The map for <see cref="OnnxWeights.Into"/>. The file names its biases, and numbers the matrices that they are added to: each is found as the product
    /// that the bias is added to, and transposed.
    /// </summary>
    /// <exception cref="FrugalException">The file lacks a bias or its product.</exception>
    public static IReadOnlyDictionary<string, OnnxWeight> Map(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var producers = model.Nodes.SelectMany(node => node.Outputs.Select(output => (output, node))).ToDictionary(pair => pair.output, pair => pair.node);
        var map = new Dictionary<string, OnnxWeight>
        {
            ["tokens.weight"] = new("embeddings.word_embeddings.weight"),
            ["positions.weight"] = new("embeddings.position_embeddings.weight"),
        };
        Norm("normalization", "embeddings.LayerNorm");
        for (var i = 0; i < Options(classes: 2).Blocks; i++)
        {
            var (mine, theirs) = ($"blocks.{i}", $"encoder.layer.{i}");
            Linear($"{mine}.query", $"{theirs}.attention.self.query");
            Linear($"{mine}.key", $"{theirs}.attention.self.key");
            Linear($"{mine}.value", $"{theirs}.attention.self.value");
            Linear($"{mine}.output", $"{theirs}.attention.output.dense");
            Norm($"{mine}.attentionNorm", $"{theirs}.attention.output.LayerNorm");
            Linear($"{mine}.widen", $"{theirs}.intermediate.dense");
            Linear($"{mine}.narrow", $"{theirs}.output.dense");
            Norm($"{mine}.feedForwardNorm", $"{theirs}.output.LayerNorm");
        }

        return map;

        void Norm(string mine, string theirs)
        {
            map[$"{mine}.weight"] = new($"{theirs}.weight");
            map[$"{mine}.bias"] = new($"{theirs}.bias");
        }

        void Linear(string mine, string theirs)
        {
            var bias = $"{theirs}.bias";
            var sum = model.Nodes.FirstOrDefault(node => node.Operator == "Add" && node.Inputs.Contains(bias)) ?? throw NotThis(model, bias);
            var product = producers.GetValueOrDefault(sum.Inputs.First(input => input != bias));
            map[$"{mine}.weight"] = new(product is { Operator: "MatMul" } ? product.Inputs[1] : throw NotThis(model, $"product that {bias} is added to")) { Transposed = true };
            map[$"{mine}.bias"] = new(bias);
        }
    }

    private static FrugalException NotThis(OnnxModel model, string missing) =>
        new($"{model.Source}: it has no {missing}, so it is not {Name}. Get its file with 'frugal models get {Name}'.");
}
