using Frugal.Architectures;
using static TorchSharp.torch;

namespace Frugal.Training;

/// <summary>
/// An exponential moving average of a network's weights and normalisation statistics (Polyak and Juditsky 1992), stored in a second
/// network. In early steps the live weights count for more, so that the average soon forgets the random initialisation.
/// </summary>
internal sealed class WeightAverage
{
    private readonly List<(Tensor Average, Tensor Live)> pairs = [];
    private readonly double decay;

    public WeightAverage(Architecture average, Architecture live, double decay)
    {
        this.decay = decay;
        var source = live.state_dict();
        foreach (var (name, tensor) in average.state_dict())
        {
            pairs.Add((tensor, source[name]));
        }
    }

    /// <summary>Resets the average to the live weights.</summary>
    public void Reset() => Blend(0);

    /// <summary>Moves the average towards the live weights after <paramref name="step"/>, counted from 0.</summary>
    public void Update(long step) => Blend(Math.Min(decay, (1.0 + step) / (10.0 + step)));

    private void Blend(double kept)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var share = tensor((float)(1 - (decay == 0 ? 0 : kept)));
        foreach (var (average, live) in pairs)
        {
            if (average.is_floating_point())
            {
                average.lerp_(live, share);
            }
            else
            {
                average.copy_(live);
            }
        }
    }
}
