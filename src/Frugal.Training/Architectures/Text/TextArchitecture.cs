using Frugal.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// A network from texts, int64 (N, L) with the tokens' indices and 0 behind the end, to one logit a class, float32 (N, classes).
/// What it says of a text does not depend on how much padding follows.
/// </summary>
public abstract class TextArchitecture : Module<Tensor, Tensor>, IOnnxExportable
{
    /// <summary>Names the module as TorchSharp does.</summary>
    protected TextArchitecture(string name) : base(name) { }

    /// <summary>The number of tokens that are known.</summary>
    public abstract int Vocabulary { get; }

    /// <summary>Tokens of the longest text.</summary>
    public abstract int Length { get; }

    /// <summary>The number of logits.</summary>
    public abstract int Classes { get; }

    /// <inheritdoc/>
    OnnxInput IOnnxExportable.Input => OnnxInput.Tokens;

    /// <summary>Sends <paramref name="tokens"/> through the network, layer by layer, in the meaning that <paramref name="layers"/> gives them.</summary>
    public abstract T Apply<T>(ITextLayers<T> layers, T tokens);

    /// <summary>The logits (N, classes) of tokens (N, L).</summary>
    public override Tensor forward(Tensor input) => Apply(TensorLayers.Instance, input);

    /// <inheritdoc/>
    OnnxValue IOnnxExportable.Export(OnnxGraphBuilder graph, OnnxValue input) => Apply(new OnnxLayers(graph, this), input);
}
