using Frugal.Architectures;
using TorchSharp.Modules;

namespace Frugal.Pruning;

/// <summary>The weights that masks are made for: those of convolutions and linear layers. Biases and normalisations are few and stay.</summary>
internal static class PrunableWeights
{
    public static IReadOnlyList<(string Name, Parameter Weight)> Of(Architecture network)
    {
        var weights = network.named_parameters().Where(named => named.parameter.dim() > 1).Select(named => (named.name, named.parameter)).ToList();
        return weights.Count > 0 ? weights : throw PruningErrors.NothingToPrune();
    }
}
