using Frugal.Architectures;
using TorchSharp.Modules;

namespace Frugal.Pruning;

/// <summary>The weights that can be pruned: those of convolutions and linear layers. Biases and normalisations are few and are kept.</summary>
internal static class PrunableWeights
{
    public static IReadOnlyList<(string Name, Parameter Weight)> Of(Architecture network)
    {
        var weights = network.named_parameters().Where(named => named.parameter.dim() > 1).Select(named => (named.name, named.parameter)).ToList();
        return weights.Count > 0 ? weights : throw PruningErrors.NothingToPrune();
    }
}
