using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>
/// A network of which some layers have been taken apart, with weights of its own: it can be trained further and exported. The layers
/// follow each other as in the network that it was made from, which may be disposed of.
/// </summary>
public sealed class FactoredNetwork : Architecture
{
    private readonly Func<Architecture> wiring;   // no field of a module: its weights are not this network's
    private readonly Dictionary<nn.Module, nn.Module<Tensor, Tensor>[]> parts = new(ReferenceEqualityComparer.Instance);
    private readonly List<FactoredLayerReport> replaced = [];

    /// <summary>Copies <paramref name="network"/> and takes layers apart as <paramref name="options"/> say.</summary>
    /// <exception cref="FrugalException">A layer's weights are not finite, or it cannot be copied.</exception>
    public FactoredNetwork(Architecture network, FactorizationOptions? options = null) : base(nameof(FactoredNetwork))
    {
        ArgumentNullException.ThrowIfNull(network);
        options ??= new FactorizationOptions();
        wiring = () => network;
        (InputChannels, Classes) = (network.InputChannels, network.Classes);
        foreach (var (name, layer) in network.named_modules())
        {
            var before = layer.parameters().Sum(parameter => parameter.numel());
            var factored = options.Select(name) ? options.Factor(layer) : null;
            if (factored is not null && (options.EvenIfLarger || factored.Parameters < before))
            {
                parts[layer] = [factored.First, factored.Second];
                register_module(Flat(name), factored.ToModule());
                replaced.Add(new(name, factored.Rank, factored.RelativeError, before, factored.Parameters));
            }
            else if (LayerCopy.Of(layer, name) is { } copy)
            {
                parts[layer] = [copy];
                register_module(Flat(name), copy);
            }
        }

        train(network.training);
    }

    /// <summary>What was replaced, in the network's order.</summary>
    public IReadOnlyList<FactoredLayerReport> Replaced => replaced;

    /// <inheritdoc/>
    public override int InputChannels { get; }

    /// <inheritdoc/>
    public override int Classes { get; }

    /// <inheritdoc/>
    public override T Apply<T>(ILayers<T> layers, T input)
    {
        ArgumentNullException.ThrowIfNull(layers);
        return wiring().Apply(new SubstitutedLayers<T>(layers, parts), input);
    }

    /// <summary>A module's name has no dots.</summary>
    private static string Flat(string name) => name.Replace('.', '_');
}
