using Frugal.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>Writes the layers as nodes of an ONNX graph, under the names that they have in the network.</summary>
internal sealed class OnnxLayers : ILayers<OnnxValue>
{
    private readonly OnnxGraphBuilder graph;
    private readonly Dictionary<nn.Module, string> names = new(ReferenceEqualityComparer.Instance);

    public OnnxLayers(OnnxGraphBuilder graph, Architecture network)
    {
        this.graph = graph;
        foreach (var (name, module) in network.named_modules())
        {
            names[module] = name;
        }
    }

    public OnnxValue Convolution(OnnxValue input, Conv2d layer) => Write(input, layer);

    public OnnxValue Normalization(OnnxValue input, BatchNorm2d layer) => Write(input, layer);

    public OnnxValue Relu(OnnxValue input) => graph.Relu(input);

    public OnnxValue Add(OnnxValue left, OnnxValue right) => graph.Add(left, right);

    public OnnxValue GlobalAveragePool(OnnxValue input) => graph.Flatten(graph.GlobalAveragePool(input));

    public OnnxValue Linear(OnnxValue input, Linear layer) => Write(input, layer);

    private OnnxValue Write(OnnxValue input, nn.Module<Tensor, Tensor> layer) => graph.Module(layer, input, names[layer]);
}
