using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// Attention, then two linear layers for each token; each part has a residual connection and a normalisation (Vaswani et al. 2017, "Attention is all
/// you need", section 3.1), before the part or after it (Xiong et al. 2020, "On layer normalization in the transformer architecture", figure 1).
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
    private readonly NormPlacement placement;

    /// <summary>Creates a block for token vectors of length <c>Width</c>, as the options describe it.</summary>
    public TransformerBlock(TextTransformerOptions options) : base(nameof(TransformerBlock))
    {
        ArgumentNullException.ThrowIfNull(options);
        shape = new AttentionShape(options.Width, options.Heads);
        placement = options.Norm;
        attentionNorm = LayerNorm(shape.Width, options.Epsilon);
        query = Linear(shape.Width, shape.Width);
        key = Linear(shape.Width, shape.Width);
        value = Linear(shape.Width, shape.Width);
        output = Linear(shape.Width, shape.Width);
        feedForwardNorm = LayerNorm(shape.Width, options.Epsilon);
        widen = Linear(shape.Width, options.FeedForward);
        narrow = Linear(options.FeedForward, shape.Width);
        dropout = Dropout(options.Dropout);
        RegisterComponents();
    }

    /// <summary>Applies the block to tokens (N, L, D) with their mask (N, L), as <paramref name="layers"/> implements its layers.</summary>
    public T Apply<T>(ITextLayers<T> layers, T input, T mask)
    {
        ArgumentNullException.ThrowIfNull(layers);
        return placement == NormPlacement.Before
            ? Fed(layers, Attended(layers, input, layers.LayerNorm(input, attentionNorm), mask))
            : layers.LayerNorm(Fed(layers, layers.LayerNorm(Attended(layers, input, input, mask), attentionNorm)), feedForwardNorm);
    }

    private T Attended<T>(ITextLayers<T> layers, T input, T x, T mask)
    {
        var attended = layers.Attention(layers.TokenLinear(x, query), layers.TokenLinear(x, key), layers.TokenLinear(x, value), mask, shape);
        return layers.Add(input, layers.Dropout(layers.TokenLinear(attended, output), dropout));
    }

    private T Fed<T>(ITextLayers<T> layers, T input)
    {
        var x = placement == NormPlacement.Before ? layers.LayerNorm(input, feedForwardNorm) : input;
        var wide = layers.Activate(layers.TokenLinear(x, widen), Activation.Gelu);
        return layers.Add(input, layers.Dropout(layers.TokenLinear(wide, narrow), dropout));
    }
}
