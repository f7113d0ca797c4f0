using Frugal.Architectures;
using static TorchSharp.torch;

namespace Frugal.Distillation;

/// <summary>What a network says of a batch, and what it was thinking.</summary>
/// <param name="Logits">(N, classes).</param>
/// <param name="Embedding">(N, D): what the last linear layer reads, or the logits of a network without one; null where features were not asked for.</param>
/// <param name="Stages">The last features (N, C, H, W) of each height and width, before the picture is halved again.</param>
internal sealed record NetworkAnswer(Tensor Logits, Tensor? Embedding, IReadOnlyDictionary<(long Height, long Width), Tensor> Stages)
{
    private static readonly Dictionary<(long, long), Tensor> None = [];

    public static NetworkAnswer Of(nn.Module<Tensor, Tensor> network, Tensor images, bool features)
    {
        if (!features)
        {
            return new NetworkAnswer(network.call(images), null, None);
        }

        var tap = new FeatureTap();
        var logits = ((Architecture)network).Apply(tap, new TappedValue(images)).Values;
        return new NetworkAnswer(logits, tap.Embedding ?? logits, tap.Stages);
    }
}
