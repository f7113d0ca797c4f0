using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Frugal.Architectures;

/// <summary>
/// A bidirectional LSTM that classifies the mean of its hidden states (Hochreiter and Schmidhuber 1997, "Long short-term memory";
/// both directions: Graves and Schmidhuber 2005, "Framewise phoneme classification with bidirectional LSTM").
/// </summary>
public sealed class BiLstm : TextArchitecture
{
    private readonly Embedding tokens;
    private readonly ModuleList<LSTM> memory;
    private readonly Dropout dropout;
    private readonly Linear classifier;

    /// <summary>Creates the network with random weights from TorchSharp's generator; seed the generator first for reproducible weights.</summary>
    /// <exception cref="FrugalException">An option is out of range.</exception>
    public BiLstm(BiLstmOptions? options = null) : base(nameof(BiLstm))
    {
        Options = (options ?? new BiLstmOptions()).Validated();
        tokens = Embedding(Options.Vocabulary, Options.Width, padding_idx: 0);
        memory = new ModuleList<LSTM>([.. Enumerable.Range(0, Options.Layers).Select(layer =>
            LSTM(layer == 0 ? Options.Width : 2 * Options.Hidden, Options.Hidden, batchFirst: true, bidirectional: true))]);
        dropout = Dropout(Options.Dropout);
        classifier = Linear(2 * Options.Hidden, Options.Classes);
        RegisterComponents();
    }

    /// <summary>The options that this network was built with.</summary>
    public BiLstmOptions Options { get; }

    /// <inheritdoc/>
    public override int Vocabulary => Options.Vocabulary;

    /// <inheritdoc/>
    public override int Length => Options.Length;

    /// <inheritdoc/>
    public override int Classes => Options.Classes;

    /// <inheritdoc/>
    public override int Features => 2 * Options.Hidden;

    /// <inheritdoc/>
    public override T Pool<T>(ITextLayers<T> layers, T tokens)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var mask = layers.Mask(tokens);
        var x = layers.Dropout(layers.Embedding(tokens, this.tokens), dropout);
        foreach (var layer in memory)
        {
            x = layers.Dropout(layers.Lstm(x, mask, layer), dropout);
        }

        return layers.MaskedMean(x, mask);
    }

    /// <inheritdoc/>
    public override T Classify<T>(ITextLayers<T> layers, T pooled)
    {
        ArgumentNullException.ThrowIfNull(layers);
        return layers.Linear(pooled, classifier);
    }
}
