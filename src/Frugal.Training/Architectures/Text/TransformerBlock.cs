using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// Attention, then two linear layers for each token; each part has a normalisation before it and a residual connection (Vaswani et al. 2017,
/// "Attention is all you need", section 3.1; pre-norm as in Xiong et al. 2020, "On layer normalization in the transformer architecture",
/// figure 1 b).
/// </summary>
public sealed class TransformerBlock : Module
{
    private readonly LayerNorm attentionNorm;
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;
    private readonly Linear output;
    private readonly LayerNorm feedForwardNorm;
    private readonly Linear widen;
    private readonly Linear narrow;
    private readonly Dropout dropout;
    private readonly AttentionShape shape;

    /// <summary>Creates a block for token vectors of length <c>shape.Width</c>.</summary>
    public TransformerBlock(AttentionShape shape, int feedForward, double dropout) : base(nameof(TransformerBlock))
    {
        this.shape = shape;
        attentionNorm = LayerNorm(shape.Width);
        query = Linear(shape.Width, shape.Width);
        key = Linear(shape.Width, shape.Width);
        value = Linear(shape.Width, shape.Width);
        output = Linear(shape.Width, shape.Width);
        feedForwardNorm = LayerNorm(shape.Width);
        widen = Linear(shape.Width, feedForward);
        narrow = Linear(feedForward, shape.Width);
        this.dropout = Dropout(dropout);
        RegisterComponents();
    }

    /// <summary>Applies the block to tokens (N, L, D) with their mask (N, L), as <paramref name="layers"/> implements its layers.</summary>
    public T Apply<T>(ITextLayers<T> layers, T input, T mask)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var x = layers.LayerNorm(input, attentionNorm);
        var attended = layers.Attention(layers.TokenLinear(x, query), layers.TokenLinear(x, key), layers.TokenLinear(x, value), mask, shape);
        x = layers.Add(input, layers.Dropout(layers.TokenLinear(attended, output), dropout));
        var wide = layers.Activate(layers.TokenLinear(layers.LayerNorm(x, feedForwardNorm), widen), Activation.Gelu);
        return layers.Add(x, layers.Dropout(layers.TokenLinear(wide, narrow), dropout));
    }
}
