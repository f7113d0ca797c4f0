using Frugal.Architectures;

namespace Frugal.Pruning;

/// <summary>
/// Which channels of a network hang together, and so can only be removed together (Fang et al. 2023, "DepGraph: towards any
/// structural pruning"): the filters of a convolution with its normalisation, with what the next layers read, and through
/// residual sums with the filters of other convolutions.
/// </summary>
/// <example><code>
/// var graph = ChannelGraph.Of(network);
/// using var smaller = graph.Remove(ChannelPlan.Choose(graph, ChannelScores.Of(graph, ChannelCriterion.FilterL1)));
/// </code></example>
public sealed class ChannelGraph
{
    private readonly ChannelTracer tracer;
    private readonly int output;

    private ChannelGraph(Architecture network, ChannelTracer tracer, int output, IReadOnlyList<ChannelGroup> groups)
    {
        (Network, this.tracer, this.output, Groups) = (network, tracer, output, groups);
    }

    /// <summary>The network that was followed.</summary>
    public Architecture Network { get; }

    /// <summary>The groups whose channels can be removed, in the order of their first layers. The picture's channels and the logits are in none.</summary>
    public IReadOnlyList<ChannelGroup> Groups { get; }

    internal IReadOnlyCollection<ChannelUse> Uses => tracer.Uses;

    /// <summary>The set of tied channels that each place of <paramref name="use"/> belongs to.</summary>
    internal IEnumerable<int> SetsOf(ChannelUse use) => use.Channels.Select(tracer.SetOf);

    /// <summary>Follows the channels through <paramref name="network"/>.</summary>
    /// <exception cref="FrugalException">A layer has weights, but is not among those that <see cref="Architecture.Apply{T}"/> sends values through.</exception>
    public static ChannelGraph Of(Architecture network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var tracer = new ChannelTracer(network);
        var picture = tracer.Start(network.InputChannels);
        var logits = network.Apply(tracer, picture);
        var followed = tracer.Uses.Select(use => use.Layer).ToHashSet();
        foreach (var (name, module) in network.named_modules())
        {
            if (!followed.Contains(name) && module.named_parameters(recurse: false).Any())
            {
                throw PruningErrors.UnknownModule(name, module.GetType().Name);
            }
        }

        var fixedSets = picture.Channels.Concat(logits.Channels).Select(tracer.SetOf).ToHashSet();
        return new ChannelGraph(network, tracer, logits.Place, ChannelGrouping.Of(tracer, fixedSets));
    }

    /// <summary>A new, dense network without the channels that <paramref name="plan"/> leaves out; the weights that stay are copied.</summary>
    /// <exception cref="FrugalException">The plan was made for another network.</exception>
    public PrunedNetwork Remove(ChannelPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var gone = plan.Removed(this);
        var slices = Uses
            .Select(use => (Use: use, Kept: SetsOf(use).Select((set, i) => (set, i)).Where(place => !gone.Contains(place.set)).Select(place => (long)place.i).ToArray()))
            .Where(slice => slice.Kept.Length < slice.Use.Channels.Length)
            .ToLookup(slice => slice.Use.Layer, slice => new AxisSlice(slice.Use.Tensor, slice.Use.Axis, slice.Kept));
        return PrunedNetwork.Of(Network, tracer.Steps, output, slices);
    }
}
