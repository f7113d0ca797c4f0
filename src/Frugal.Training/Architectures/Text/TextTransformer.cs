using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// A small transformer encoder that classifies texts (Vaswani et al. 2017, "Attention is all you need", left half of figure 1): learned
/// position embeddings, blocks of attention, the mean over the tokens, one linear layer. With <see cref="NormPlacement.After"/> its encoder is that of
/// BERT (Devlin et al. 2019), whose segment embedding is the same for every token of a single text and so is part of the positions. Narrow token embeddings are widened by one linear
/// layer (Lan et al. 2020, "ALBERT", section 3.1): in a small network, they are most of the weights.
/// </summary>
public sealed class TextTransformer : TextArchitecture
{
    private readonly Embedding tokens;
    private readonly Linear? widening;
    private readonly Embedding positions;
    private readonly ModuleList<TransformerBlock> blocks;
    private readonly LayerNorm normalization;
    private readonly Dropout dropout;
    private readonly Linear classifier;

    /// <summary>Creates the network with random weights from TorchSharp's generator; seed the generator first for reproducible weights.</summary>
    /// <exception cref="FrugalException">An option is out of range.</exception>
    public TextTransformer(TextTransformerOptions? options = null) : base(nameof(TextTransformer))
    {
        Options = (options ?? new TextTransformerOptions()).Validated();
        tokens = Embedding(Options.Vocabulary, Options.EmbeddingWidth ?? Options.Width, padding_idx: 0);
        widening = Options.EmbeddingWidth is { } narrow ? Linear(narrow, Options.Width) : null;
        positions = Embedding(Options.Length, Options.Width);
        blocks = new ModuleList<TransformerBlock>([.. Enumerable.Range(0, Options.Blocks).Select(_ => new TransformerBlock(Options))]);
        normalization = LayerNorm(Options.Width, Options.Epsilon);
        dropout = Dropout(Options.Dropout);
        classifier = Linear(Options.Width, Options.Classes);
        RegisterComponents();
    }

    /// <summary>The options that this network was built with.</summary>
    public TextTransformerOptions Options { get; }

    /// <inheritdoc/>
    public override int Vocabulary => Options.Vocabulary;

    /// <inheritdoc/>
    public override int Length => Options.Length;

    /// <inheritdoc/>
    public override int Classes => Options.Classes;

    /// <inheritdoc/>
    public override int Features => Options.Width;

    /// <inheritdoc/>
    public override T Pool<T>(ITextLayers<T> layers, T tokens)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var mask = layers.Mask(tokens);
        return layers.MaskedMean(Encode(layers, tokens, mask), mask);
    }

    /// <inheritdoc/>
    public override T Classify<T>(ITextLayers<T> layers, T pooled)
    {
        ArgumentNullException.ThrowIfNull(layers);
        return layers.Linear(pooled, classifier);
    }

    /// <summary>The last hidden states, one vector per token: (N, L) to (N, L, D).</summary>
    /// <param name="layers">The implementation of the layers.</param>
    /// <param name="tokens">The tokens.</param>
    /// <param name="mask">Their <see cref="ITextLayers{T}.Mask"/>.</param>
    public T Encode<T>(ITextLayers<T> layers, T tokens, T mask)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var after = Options.Norm == NormPlacement.After;
        var looked = layers.Embedding(tokens, this.tokens);
        var embedded = layers.AddPositions(widening is null ? looked : layers.TokenLinear(looked, widening), positions);
        var x = layers.Dropout(after ? layers.LayerNorm(embedded, normalization) : embedded, dropout);
        foreach (var block in blocks)
        {
            x = block.Apply(layers, x, mask);
        }

        return after ? x : layers.LayerNorm(x, normalization);
    }

    /// <summary>The last hidden states of tokens, int64 (N, L) padded with 0: float32 (N, L, D).</summary>
    public Tensor Encode(Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return Encode(TensorLayers.Instance, tokens, TensorLayers.Instance.Mask(tokens));
    }
}
