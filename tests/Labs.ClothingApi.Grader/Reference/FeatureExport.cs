using Frugal.Architectures;
using Frugal.Data;
using Frugal.Models;
using Frugal.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labs.ClothingApi.Grader;

/// <summary>Exports a network without its last layer, as the lab's encoder is.</summary>
internal static class FeatureExport
{
    public static OnnxModel ToOnnx(ModelLibrary library, string name)
    {
        var recipe = Recipes.Named(name);
        using var network = library.Open(name);
        using var headless = new Headless(network);
        var metadata = new ModelMetadata { Name = name, Dataset = recipe.Dataset, Classes = Catalog.Datasets[recipe.Dataset].Classes }.With(recipe.Preprocessing);
        var model = OnnxExporter.Export(headless, [3, recipe.Preprocessing.Size, recipe.Preprocessing.Size], new OnnxExportOptions { Metadata = metadata, OutputName = "features" });
        FoldBatchNorm.Apply(model);
        return model;
    }

    private sealed class Headless(Architecture network) : Module<Tensor, Tensor>(nameof(Headless)), IOnnxExportable
    {
        public override Tensor forward(Tensor input) => network.forward(input);

        public OnnxValue Export(OnnxGraphBuilder graph, OnnxValue input) => network.Apply(new Layers(graph), input);
    }

    private sealed class Layers(OnnxGraphBuilder graph) : ILayers<OnnxValue>
    {
        private int count;

        public OnnxValue Convolution(OnnxValue input, Conv2d layer) => graph.Module(layer, input, Name());

        public OnnxValue Normalization(OnnxValue input, BatchNorm2d layer) => graph.Module(layer, input, Name());

        public OnnxValue Relu(OnnxValue input) => graph.Relu(input);

        public OnnxValue Add(OnnxValue left, OnnxValue right) => graph.Add(left, right);

        public OnnxValue GlobalAveragePool(OnnxValue input) => graph.Flatten(graph.GlobalAveragePool(input));

        public OnnxValue Linear(OnnxValue input, Linear layer) => input;

        private string Name() => $"layer{count++}";
    }
}
