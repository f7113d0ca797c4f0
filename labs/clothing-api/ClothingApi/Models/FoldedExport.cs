using Frugal.Architectures;
using Frugal.Data;
using Frugal.Models;
using Frugal.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ClothingApi.Models;

/// <summary>What is kept of a network.</summary>
public enum NetworkEnd
{
    /// <summary>All of it: one logit a class.</summary>
    Logits,

    /// <summary>All but the last layer: what it sees in a picture, without a word for it.</summary>
    Features,
}

/// <summary>Exports trained networks to ONNX, without their batch normalisations.</summary>
public static class FoldedExport
{
    /// <summary>The network <paramref name="name"/> as a float32 ONNX model.</summary>
    /// <exception cref="Frugal.FrugalException">There is no such model, or its weights are missing.</exception>
    public static OnnxModel ToOnnx(ModelLibrary library, string name, NetworkEnd end = NetworkEnd.Logits)
    {
        var recipe = Recipes.Named(name);
        using var network = library.Open(name);
        using var folded = new FoldedNetwork(network, end);
        var metadata = new ModelMetadata { Name = name, Dataset = recipe.Dataset, Classes = Catalog.Datasets[recipe.Dataset].Classes }.With(recipe.Preprocessing);
        var options = new OnnxExportOptions { Metadata = metadata, OutputName = end == NetworkEnd.Logits ? "logits" : "features" };
        return OnnxExporter.Export(folded, [network.InputChannels, recipe.Preprocessing.Size, recipe.Preprocessing.Size], options);
    }

    private sealed class FoldedNetwork(Architecture network, NetworkEnd end) : Module<Tensor, Tensor>(nameof(FoldedNetwork)), IOnnxExportable
    {
        public override Tensor forward(Tensor input) => network.forward(input);

        public OnnxValue Export(OnnxGraphBuilder graph, OnnxValue input) => network.Apply(new FoldedLayers(graph, end), new Edge(input)).Value;
    }

    /// <summary>A value of the graph, or a convolution of it that waits for its normalisation.</summary>
    private readonly record struct Edge(OnnxValue Value, Conv2d? Waiting = null);

    private sealed class FoldedLayers(OnnxGraphBuilder graph, NetworkEnd end) : ILayers<Edge>
    {
        public Edge Convolution(Edge input, Conv2d layer) => new(input.Value, layer);

        public Edge Normalization(Edge input, BatchNorm2d layer)
        {
            var convolution = input.Waiting!;
            var norm = new NormNumbers(Numbers(layer.weight!), Numbers(layer.bias!), Numbers(layer.running_mean!), Numbers(layer.running_var!), layer.eps);
            var (weight, bias) = BatchNormFolding.Fold(Numbers(convolution.weight!), convolution.bias is { } own ? Numbers(own) : null, norm);
            long[] pads = [.. convolution.padding!, .. convolution.padding!];
            return new(graph.Node("Conv", [input.Value, graph.Constant("weight", weight, convolution.weight!.shape), graph.Constant("bias", bias, bias.Length)],
                ("kernel_shape", convolution.kernel_size), ("strides", convolution.stride), ("pads", pads), ("dilations", convolution.dilation), ("group", convolution.groups)));
        }

        public Edge Relu(Edge input) => new(graph.Relu(input.Value));

        public Edge Add(Edge left, Edge right) => new(graph.Add(left.Value, right.Value));

        public Edge GlobalAveragePool(Edge input) => new(graph.Flatten(graph.GlobalAveragePool(input.Value)));

        public Edge Linear(Edge input, Linear layer) => end == NetworkEnd.Features ? input : new(graph.Module(layer, input.Value, "classifier"));

        private static float[] Numbers(Tensor tensor)
        {
            using var here = tensor.detach().contiguous();
            return here.data<float>().ToArray();
        }
    }
}
