using Frugal.Architectures;
using static TorchSharp.torch;

namespace Frugal.Pruning;

/// <summary>
/// A network whose layers follow each other as in the one that it was made from, but with fewer channels: an ordinary dense
/// network that trains, counts, exports and can be pruned again. Its weights keep their names.
/// </summary>
public sealed class PrunedNetwork : Architecture
{
    private readonly IReadOnlyList<TapeStep> steps;
    private readonly int output;

    private PrunedNetwork(Architecture original, IReadOnlyList<TapeStep> steps, int output) : base(original.GetName())
    {
        (this.steps, this.output, InputChannels, Classes) = (steps, output, original.InputChannels, original.Classes);
    }

    /// <inheritdoc/>
    public override int InputChannels { get; }

    /// <inheritdoc/>
    public override int Classes { get; }

    /// <inheritdoc/>
    public override T Apply<T>(ILayers<T> layers, T input)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var values = new List<T> { input };
        foreach (var step in steps)
        {
            step.Play(layers, values);
        }

        return values[output];
    }

    /// <summary>A second network of this shape with the same weights: what a training starts from.</summary>
    public PrunedNetwork Copy() => Of(this, steps, output, Enumerable.Empty<AxisSlice>().ToLookup(_ => ""));

    /// <summary>Makes a network of <paramref name="steps"/>, each layer cut down by its slices.</summary>
    internal static PrunedNetwork Of(Architecture original, IReadOnlyList<TapeStep> steps, int output, ILookup<string, AxisSlice> slices)
    {
        using var noGrad = no_grad();
        var names = ModuleNames.Of(original);
        var smaller = new Dictionary<nn.Module, nn.Module>(ReferenceEqualityComparer.Instance);
        var rebuilt = new List<TapeStep>();
        foreach (var step in steps)
        {
            if (step.Module is not { } module)
            {
                rebuilt.Add(step);
                continue;
            }

            // A layer that is used twice stays one layer.
            if (!smaller.TryGetValue(module, out var cut))
            {
                smaller[module] = cut = LayerCut.Of(module, slices[names[module]].ToList());
            }

            rebuilt.Add(step.With(cut));
        }

        var network = new PrunedNetwork(original, rebuilt, output);
        foreach (var (module, cut) in smaller)
        {
            network.Register(names[module].Split('.'), cut);
        }

        network.train(original.training);
        return network;
    }

    /// <summary>Registers a layer under its dotted name, in scopes made on the way.</summary>
    private void Register(string[] path, nn.Module layer)
    {
        nn.Module owner = this;
        foreach (var part in path[..^1])
        {
            var scope = owner.named_children().FirstOrDefault(child => child.name == part).module;
            if (scope is null)
            {
                scope = new Scope(part);
                owner.register_module(part, scope);
            }

            owner = scope;
        }

        owner.register_module(path[^1], layer);
    }

    private sealed class Scope(string name) : nn.Module(name);
}
