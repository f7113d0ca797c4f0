using Frugal.Architectures;
using static TorchSharp.torch;

namespace Frugal.Distillation;

/// <summary>A trained network that another one learns from. It is only read; whoever made the network disposes it.</summary>
public sealed class Teacher
{
    /// <summary>Makes a teacher of <paramref name="network"/> and puts it in evaluation mode.</summary>
    /// <param name="network">Any module from pictures (N, C, H, W) to logits (N, classes); an <see cref="Architecture"/> where features are compared.</param>
    /// <param name="options">What is learned from it; null for its probabilities alone.</param>
    /// <exception cref="FrugalException">An option is out of range, or needs features that the network does not show.</exception>
    public Teacher(nn.Module<Tensor, Tensor> network, DistillationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        Options = (options ?? new DistillationOptions()).Validated();
        if (Options.NeedsFeatures && network is not Architecture)
        {
            throw DistillationErrors.NoFeatures(network.GetType().Name);
        }

        Network = network;
        network.eval();
    }

    /// <summary>The network.</summary>
    public nn.Module<Tensor, Tensor> Network { get; }

    /// <summary>What is learned from it.</summary>
    public DistillationOptions Options { get; }

    /// <summary>
    /// A folder that the logits of each epoch are kept in, so that a second training on the same pictures, varied and mixed in the
    /// same way, does not ask the teacher again; null, the default, keeps none.
    /// </summary>
    public string? Cache
    {
        get;
        init => field = value is not null && Options.NeedsFeatures ? throw DistillationErrors.CacheHoldsLogits() : value;
    }
}
