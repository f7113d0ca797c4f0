using TorchSharp.Modules;

namespace Frugal.Architectures;

/// <summary>The layers of networks that read text: N texts of L tokens each, the shorter ones padded with token 0.</summary>
/// <typeparam name="T">The type of the values between layers: a tensor, a shape, the name of a graph's edge.</typeparam>
public interface ITextLayers<T> : ILayers<T>
{
    /// <summary>1 for each token and 0 for padding: tokens (N, L) to float32 (N, L).</summary>
    T Mask(T tokens);

    /// <summary>A vector for each token, (N, L) to (N, L, D).</summary>
    T Embedding(T tokens, Embedding table);

    /// <summary>Adds the first L rows of <paramref name="table"/> to the tokens (N, L, D).</summary>
    T AddPositions(T input, Embedding table);

    /// <summary>A fully connected layer applied to each token, (N, L, D) to (N, L, D').</summary>
    T TokenLinear(T input, Linear layer);

    /// <summary>Layer normalisation over each token's vector; the shape does not change.</summary>
    T LayerNorm(T input, LayerNorm layer);

    /// <summary>
    /// Multi-head scaled dot-product attention, softmax(Q K^T / sqrt(d)) V, with padding masked out: three times (N, L, D) to (N, L, D)
    /// (Vaswani et al. 2017, "Attention is all you need", equation 1 and section 3.2.2).
    /// </summary>
    T Attention(T query, T key, T value, T mask, AttentionShape shape);

    /// <summary>
    /// One LSTM layer, batch first, that stops at each text's end: (N, L, D) to (N, L, H) or, if bidirectional, (N, L, 2 H); zeros after the end.
    /// </summary>
    T Lstm(T input, T mask, LSTM layer);

    /// <summary>The mean over the tokens that are not padding, (N, L, D) to (N, D); zeros for a text without tokens.</summary>
    T MaskedMean(T input, T mask);
}
