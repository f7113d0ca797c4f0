using Frugal.Architectures;

namespace Frugal.Pruning;

/// <summary>
/// The dependencies between the channels of a network: which channels can only be removed together (Fang et al. 2023, "DepGraph: towards any
/// structural pruning"). The filters of a convolution depend on its normalisation, on the inputs of the next layers, and, through residual
/// sums and channel weighting, on the filters of other convolutions.
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

    /// <summary>The network that was traced.</summary>
    public Architecture Network { get; }

    /// <summary>The groups whose channels can be removed, in the order of their first layers. Input channels and logits belong to no group.</summary>
    public IReadOnlyList<ChannelGroup> Groups { get; }

    internal IReadOnlyCollection<ChannelUse> Uses => tracer.Uses;

    /// <summary>The set of dependent channels that each of <paramref name="channels"/> belongs to.</summary>
    internal IEnumerable<int> SetsOf(IEnumerable<int> channels) => channels.Select(tracer.SetOf);

    /// <summary>Traces the channels through <paramref name="network"/>.</summary>
    /// <exception cref="FrugalException">
    /// A layer has weights but <see cref="Architecture.Apply{T}"/> sends no value through it, or its input has the wrong number of channels.
    /// </exception>
    public static ChannelGraph Of(Architecture network) => new(network, Tape.Of(network), new ChannelTracer(network));

    /// <summary>A new, dense network without the channels that <paramref name="plan"/> removes; the remaining weights are copied.</summary>
    /// <exception cref="FrugalException">The plan was made for another network, or removes all channels of a value.</exception>
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
