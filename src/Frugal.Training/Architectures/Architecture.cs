using Frugal.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>A network that maps pictures, float32 (N, C, H, W), to one logit per class, float32 (N, classes).</summary>
public abstract class Architecture : Module<Tensor, Tensor>, IOnnxExportable
{
    /// <summary>Names the module as TorchSharp does.</summary>
    protected Architecture(string name) : base(name) { }

    /// <summary>The channels of a picture: 3 for colour.</summary>
    public abstract int InputChannels { get; }

    /// <summary>The number of logits.</summary>
    public abstract int Classes { get; }

    /// <summary>Sends <paramref name="input"/> through the network, layer by layer, as <paramref name="layers"/> implements each layer.</summary>
    public abstract T Apply<T>(ILayers<T> layers, T input);

    /// <summary>The logits (N, classes) of a batch (N, C, H, W).</summary>
    public override Tensor forward(Tensor input) => Apply(TensorLayers.Instance, input);

    /// <inheritdoc/>
    OnnxValue IOnnxExportable.Export(OnnxGraphBuilder graph, OnnxValue input) => Apply(new OnnxLayers(graph, this), input);
}
