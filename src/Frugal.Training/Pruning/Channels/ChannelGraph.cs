using Frugal.Architectures;

namespace Frugal.Pruning;

/// <summary>
/// Which channels of a network hang together, and so can only be removed together (Fang et al. 2023, "DepGraph: towards any
/// structural pruning"): the filters of a convolution with its normalisation, with what the next layers read, and through
/// residual sums and weighings with the filters of other convolutions.
/// </summary>
/// <example><code>
/// var graph = ChannelGraph.Of(network);
/// using var smaller = graph.Remove(ChannelPlan.Choose(graph, ChannelScores.Of(graph, ChannelCriterion.FilterL1)));
/// </code></example>
public sealed class ChannelGraph
{
    private readonly Tape tape;
    private readonly ChannelTracer tracer;
    private readonly IReadOnlyList<int[]> values;

    private ChannelGraph(Architecture network, Tape tape, ChannelTracer tracer)
    {
        (Network, this.tape, this.tracer) = (network, tape, tracer);
        values = tape.Play(tracer, tracer.Fresh(network.InputChannels));
        Groups = ChannelGrouping.Of(tracer, [.. SetsOf(values[0]), .. SetsOf(values[tape.Output])]);
    }

    /// <summary>The network that was followed.</summary>
    public Architecture Network { get; }

    /// <summary>The groups whose channels can be removed, in the order of their first layers. The picture's channels and the logits are in none.</summary>
    public IReadOnlyList<ChannelGroup> Groups { get; }

    internal IReadOnlyCollection<ChannelUse> Uses => tracer.Uses;

    /// <summary>The set of tied channels that each of <paramref name="channels"/> belongs to.</summary>
    internal IEnumerable<int> SetsOf(IEnumerable<int> channels) => channels.Select(tracer.SetOf);

    /// <summary>Follows the channels through <paramref name="network"/>.</summary>
    /// <exception cref="FrugalException">
    /// A layer has weights, but is not among those that <see cref="Architecture.Apply{T}"/> sends values through, or what it is given does not fit it.
    /// </exception>
    public static ChannelGraph Of(Architecture network) => new(network, Tape.Of(network), new ChannelTracer(network));

    /// <summary>A new, dense network without the channels that <paramref name="plan"/> leaves out; the weights that stay are copied.</summary>
    /// <exception cref="FrugalException">The plan was made for another network, or leaves nothing of a value.</exception>
    public PrunedNetwork Remove(ChannelPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var gone = plan.Removed(this);
        var slices = Uses
            .Select(use => (use.Layer, Slice: new AxisSlice(use.Tensor, use.Axis, Places(Stays(use.Channels)))))
            .ToLookup(use => use.Layer, use => use.Slice);
        var cut = new Tape(TapeCut.Of(tape.Steps, [.. values.Select(Stays)]), tape.Output);
        return new PrunedNetwork(Network, cut.With((name, layer) => [LayerCopy.Of(layer, name, slices[name])]));

        bool[] Stays(int[] channels) => [.. SetsOf(channels).Select(set => !gone.Contains(set))];
    }

    private static long[] Places(bool[] stays) => [.. stays.Index().Where(place => place.Item).Select(place => (long)place.Index)];
}
