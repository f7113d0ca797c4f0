using Frugal.Architectures;
using static TorchSharp.torch;

namespace Frugal.Distillation;

/// <summary>A network's logits for a batch, and its features.</summary>
/// <param name="Logits">(N, classes).</param>
/// <param name="Embedding">The input of the last linear layer, (N, D), or the logits of a network without one; null if features were not requested.</param>
/// <param name="Stages">The last features (N, C, H, W) of each height and width, before the next downsampling.</param>
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
