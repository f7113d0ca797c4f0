using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// A small transformer encoder that classifies texts (Vaswani et al. 2017, "Attention is all you need", left half of figure 1): learned
/// position embeddings, pre-norm blocks, the mean over the tokens, one linear layer.
/// </summary>
public sealed class TextTransformer : TextArchitecture
{
    private readonly Embedding tokens;
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
        tokens = Embedding(Options.Vocabulary, Options.Width, padding_idx: 0);
        positions = Embedding(Options.Length, Options.Width);
        var shape = new AttentionShape(Options.Width, Options.Heads);
        blocks = new ModuleList<TransformerBlock>([.. Enumerable.Range(0, Options.Blocks).Select(_ => new TransformerBlock(shape, Options.FeedForward, Options.Dropout))]);
        normalization = LayerNorm(Options.Width);
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
    public override T Apply<T>(ITextLayers<T> layers, T tokens)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var mask = layers.Mask(tokens);
        var x = layers.Dropout(layers.AddPositions(layers.Embedding(tokens, this.tokens), positions), dropout);
        foreach (var block in blocks)
        {
            x = block.Apply(layers, x, mask);
        }

        return layers.Linear(layers.MaskedMean(layers.LayerNorm(x, normalization), mask), classifier);
    }
}
