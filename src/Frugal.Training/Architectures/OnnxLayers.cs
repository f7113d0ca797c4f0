using Frugal.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>Writes the layers as nodes of an ONNX graph, named as in the network.</summary>
internal sealed partial class OnnxLayers(OnnxGraphBuilder graph, nn.Module network) : ITextLayers<OnnxValue>
{
    private readonly Dictionary<nn.Module, string> names = ModuleNames.Of(network);

    public OnnxValue Convolution(OnnxValue input, Conv2d layer) => Write(input, layer);

    public OnnxValue Normalization(OnnxValue input, BatchNorm2d layer) => Write(input, layer);

    public OnnxValue Relu(OnnxValue input) => graph.Relu(input);

    public OnnxValue Add(OnnxValue left, OnnxValue right) => graph.Add(left, right);

    public OnnxValue GlobalAveragePool(OnnxValue input) => graph.Flatten(graph.GlobalAveragePool(input));

    public OnnxValue Linear(OnnxValue input, Linear layer) => Write(input, layer);

    public OnnxValue Activate(OnnxValue input, Activation function) => function switch
    {
        Activation.None => input,
        Activation.Relu => graph.Relu(input),
        Activation.Relu6 => ActivationExport.Clip(graph, input, 0, 6),
        Activation.Sigmoid => graph.Node("Sigmoid", [input]),
        Activation.HardSigmoid => ActivationExport.HardSigmoid(graph, input),
        Activation.Silu => graph.Multiply(input, graph.Node("Sigmoid", [input])),
        Activation.HardSwish => graph.Node("HardSwish", [input]),
        Activation.Gelu => ActivationExport.ErfGelu(graph, input),
        _ => throw UnknownLayer.In(this, function.ToString()),
    };

    public OnnxValue Scale(OnnxValue features, OnnxValue weights) => graph.Multiply(features, weights);

    public OnnxValue Squeeze(OnnxValue input) => graph.GlobalAveragePool(input);

    public OnnxValue Concat(OnnxValue first, OnnxValue second) => graph.Concat(1, first, second);

    public (OnnxValue First, OnnxValue Second) Split(OnnxValue input)
    {
        var halves = graph.Nodes("Split", [input], outputs: 2, ("axis", 1L));
        return (halves[0], halves[1]);
    }

    /// <summary>A single Gather with a constant order, without shape arithmetic.</summary>
    public OnnxValue Shuffle(OnnxValue input, int channels, int groups) => Select(input, ChannelOrder.Dealt(channels, groups));

    public OnnxValue Select(OnnxValue input, IReadOnlyList<int> channels) =>
        graph.Node("Gather", [input, graph.Constant("order", [.. channels.Select(channel => (long)channel)])], ("axis", 1L));

    public OnnxValue MaxPool(OnnxValue input, MaxPool2d layer) => Write(input, layer);

    public OnnxValue Dropout(OnnxValue input, Dropout layer) => input;

    private OnnxValue Write(OnnxValue input, nn.Module<Tensor, Tensor> layer) => graph.Module(layer, input, names[layer]);
}
