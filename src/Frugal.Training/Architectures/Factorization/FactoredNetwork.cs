using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>A copy of a network in which some layers are factored.</summary>
public sealed class FactoredNetwork : RecordedNetwork
{
    /// <summary>Copies <paramref name="network"/> and factors layers as <paramref name="options"/> specify.</summary>
    /// <exception cref="FrugalException">A layer's weights are not finite, or it cannot be copied.</exception>
    public FactoredNetwork(Architecture network, FactorizationOptions? options = null) : this(network, options ?? new FactorizationOptions(), []) { }

    private FactoredNetwork(Architecture network, FactorizationOptions options, List<FactoredLayerReport> replaced)
        : base(network, Tape.Of(network).With((name, layer) => Parts(name, layer, options, replaced))) => Replaced = replaced;

    /// <summary>The replaced layers, in forward order.</summary>
    public IReadOnlyList<FactoredLayerReport> Replaced { get; }

    private static IReadOnlyList<nn.Module> Parts(string name, nn.Module layer, FactorizationOptions options, List<FactoredLayerReport> replaced)
    {
        var before = layer.parameters().Sum(parameter => parameter.numel());
        var factored = options.Select(name) ? options.Factor(layer) : null;
        if (factored is null || (factored.Parameters >= before && !options.EvenIfLarger))
        {
            return [LayerCopy.Of(layer, name)];
        }

        replaced.Add(new(name, factored.Rank, factored.RelativeError, before, factored.Parameters));
        return [factored.First, factored.Second];
    }
}
