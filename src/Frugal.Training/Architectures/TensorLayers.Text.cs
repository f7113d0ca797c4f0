using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;

namespace Frugal.Architectures;

internal sealed partial class TensorLayers
{
    /// <summary>Subtracted from the attention scores of padding: exp(-10,000) is zero in float32, and the number fits in float16.</summary>
    internal const float Masked = 10_000;

    public Tensor Mask(Tensor tokens) => tokens.ne(0).to_type(ScalarType.Float32);

    public Tensor Embedding(Tensor tokens, Embedding table) => table.call(tokens);

    public Tensor AddPositions(Tensor input, Embedding table) => input.add(table.weight!.narrow(0, 0, input.shape[1]));

    public Tensor TokenLinear(Tensor input, Linear layer) => layer.call(input);

    public Tensor LayerNorm(Tensor input, LayerNorm layer) => layer.call(input);

    public Tensor Attention(Tensor query, Tensor key, Tensor value, Tensor mask, AttentionShape shape)
    {
        var (n, l) = (query.shape[0], query.shape[1]);
        var scores = Heads(query).CheckedMatmul(Heads(key).transpose(2, 3)).mul(1 / MathF.Sqrt(shape.HeadWidth));   // (N, heads, L, L)
        var hidden = mask.sub(1).mul(Masked).view(n, 1, 1, l);
        return scores.add(hidden).softmax(-1).CheckedMatmul(Heads(value)).transpose(1, 2).reshape(n, l, shape.Width);

        Tensor Heads(Tensor x) => x.view(n, l, shape.Heads, shape.HeadWidth).transpose(1, 2);   // (N, heads, L, d)
    }

    public Tensor Lstm(Tensor input, Tensor mask, LSTM layer)
    {
        var lengths = mask.sum(1).clamp_min(1).to_type(ScalarType.Int64).cpu();
        using var packed = pack_padded_sequence(input, lengths, batch_first: true, enforce_sorted: false);
        var (output, _, _) = layer.call(packed);
        return pad_packed_sequence(output, batch_first: true, total_length: input.shape[1]).Item1;
    }

    public Tensor MaskedMean(Tensor input, Tensor mask) =>
        input.mul(mask.unsqueeze(2)).sum(1).div(mask.sum(1, keepdim: true).clamp_min(1));
}
