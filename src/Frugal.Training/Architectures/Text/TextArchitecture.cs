using Frugal.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// A network that maps texts, int64 (N, L) of token indices padded with 0, to one logit per class, float32 (N, classes).
/// The logits of a text do not depend on the length of its padding.
/// </summary>
public abstract class TextArchitecture : Module<Tensor, Tensor>, IOnnxExportable
{
    /// <summary>Names the module as TorchSharp does.</summary>
    protected TextArchitecture(string name) : base(name) { }

    /// <summary>The number of tokens in the vocabulary.</summary>
    public abstract int Vocabulary { get; }

    /// <summary>The maximum number of tokens in a text.</summary>
    public abstract int Length { get; }

    /// <summary>The number of logits.</summary>
    public abstract int Classes { get; }

    /// <inheritdoc/>
    OnnxInput IOnnxExportable.Input => OnnxInput.Tokens;

    /// <summary>The length of the vector that the classifier reads.</summary>
    public abstract int Features { get; }

    /// <summary>The vector of each text that the classifier reads: tokens (N, L) to (N, <see cref="Features"/>).</summary>
    public abstract T Pool<T>(ITextLayers<T> layers, T tokens);

    /// <summary>The logits of the vectors: (N, <see cref="Features"/>) to (N, classes).</summary>
    public abstract T Classify<T>(ITextLayers<T> layers, T pooled);

    /// <summary>Sends <paramref name="tokens"/> through the network, layer by layer, as <paramref name="layers"/> implements each layer.</summary>
    public T Apply<T>(ITextLayers<T> layers, T tokens) => Classify(layers, Pool(layers, tokens));

    /// <summary>The logits (N, classes) of tokens (N, L).</summary>
    public override Tensor forward(Tensor input) => Apply(TensorLayers.Instance, input);

    /// <inheritdoc/>
    OnnxValue IOnnxExportable.Export(OnnxGraphBuilder graph, OnnxValue input) => Apply(new OnnxLayers(graph, this), input);
}
