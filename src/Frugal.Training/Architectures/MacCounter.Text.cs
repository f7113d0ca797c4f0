using TorchSharp.Modules;

namespace Frugal.Architectures;

/// <remarks>L token vectors of length D have the shape D x L x 1.</remarks>
internal sealed partial class MacCounter
{
    public FeatureShape Mask(FeatureShape tokens) => tokens;

    public FeatureShape Embedding(FeatureShape tokens, Embedding table) => tokens with { Channels = table.weight!.shape[1] };

    public FeatureShape AddPositions(FeatureShape input, Embedding table) => input;

    public FeatureShape TokenLinear(FeatureShape input, Linear layer)
    {
        Total += input.Height * layer.in_features * layer.out_features;
        return input with { Channels = layer.out_features };
    }

    public FeatureShape LayerNorm(FeatureShape input, LayerNorm layer) => input;

    /// <summary>Two matrix products, each of L x L x D multiply-accumulates.</summary>
    public FeatureShape Attention(FeatureShape query, FeatureShape key, FeatureShape value, FeatureShape mask, AttentionShape shape)
    {
        Total += 2 * query.Height * query.Height * shape.Width;
        return query;
    }

    public FeatureShape Lstm(FeatureShape input, FeatureShape mask, LSTM layer)
    {
        var weights = new LstmWeights(layer);
        Total += input.Height * weights.Products;
        return input with { Channels = weights.Directions * weights.Hidden };
    }

    public FeatureShape MaskedMean(FeatureShape input, FeatureShape mask) => new(input.Channels, 1, 1);
}
