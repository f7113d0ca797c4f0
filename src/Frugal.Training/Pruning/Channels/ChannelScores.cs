using Frugal.Architectures;
using static TorchSharp.torch;

namespace Frugal.Pruning;

/// <summary>Saliency scores of the channels of a <see cref="ChannelGraph"/>: the lowest are removed first.</summary>
public sealed class ChannelScores
{
    private readonly Architecture network;
    private readonly Dictionary<int, double> bySet;

    private ChannelScores(Architecture network, Dictionary<int, double> bySet) => (this.network, this.bySet) = (network, bySet);

    /// <summary>Scores from the weights alone.</summary>
    /// <exception cref="FrugalException">A weight is NaN or infinite.</exception>
    public static ChannelScores Of(ChannelGraph graph, ChannelCriterion criterion = ChannelCriterion.FilterL1)
    {
        ArgumentNullException.ThrowIfNull(graph);
        CheckFinite(graph);
        return new ChannelScores(graph.Network, criterion switch
        {
            ChannelCriterion.FilterL1 => Sums(graph, use => use.IsFilters, use => use.Values.abs()),
            ChannelCriterion.GroupL2 => Sums(graph, use => use.IsMatrix, use => use.Values.mul(use.Values)).ToDictionary(sum => sum.Key, sum => Math.Sqrt(sum.Value)),
            ChannelCriterion.NormalizationScale => Sums(graph, use => use.Tensor == "weight" && use.Values.dim() == 1, use => use.Values.abs()),
            _ => throw new ArgumentOutOfRangeException(nameof(criterion), criterion, "Choose a criterion that ChannelCriterion names."),
        });
    }

    /// <summary>
    /// Scores from the gradients of some batches: the squared first-order change of the loss if the channel's filters become 0,
    /// (sum of gradient * weight)^2, summed over the batches (Molchanov et al. 2019, "Importance estimation for neural network pruning", equation 8).
    /// </summary>
    /// <exception cref="FrugalException">There are fewer than two pictures, or a weight is NaN or infinite.</exception>
    public static ChannelScores Taylor(ChannelGraph graph, GradientPass pass)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(pass);
        CheckFinite(graph);
        var total = new Dictionary<int, double>();
        pass.Run(graph.Network, () =>
        {
            foreach (var (set, change) in Sums(graph, use => use.IsFilters, use => use.Values.mul(use.Values.grad ?? throw PruningErrors.NoGradient($"{use.Layer}.{use.Tensor}"))))
            {
                total[set] = total.GetValueOrDefault(set) + change * change;
            }
        });
        return new ChannelScores(graph.Network, total);
    }

    /// <summary>The scores of a group's channels, in its order.</summary>
    /// <exception cref="FrugalException">The criterion gives no score for them.</exception>
    public IReadOnlyList<double> Of(ChannelGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return [.. group.Sets.Select(set => bySet.TryGetValue(set, out var score) ? score : throw PruningErrors.Unranked(group.Name))];
    }

    /// <summary>Returns these scores, or throws if they belong to another network.</summary>
    internal ChannelScores For(ChannelGraph graph) =>
        ReferenceEquals(graph.Network, network) ? this : throw PruningErrors.OtherNetwork("The scores do not fit the graph");

    /// <summary>Sums, for every set of channels, a function of the weights that are removed with it.</summary>
    private static Dictionary<int, double> Sums(ChannelGraph graph, Func<ChannelUse, bool> counts, Func<ChannelUse, Tensor> worth)
    {
        using var noGrad = no_grad();
        var sums = new Dictionary<int, double>();
        foreach (var use in graph.Uses.Where(counts))
        {
            using var scope = NewDisposeScope();
            var others = Enumerable.Range(0, (int)use.Values.dim()).Where(axis => axis != use.Axis).Select(axis => (long)axis).ToArray();
            var values = worth(use).to_type(ScalarType.Float64);
            var along = (others.Length > 0 ? values.sum(others) : values).data<double>().ToArray();
            if (along.Any(value => !double.IsFinite(value)))
            {
                throw PruningErrors.NotFinite($"{use.Layer}.{use.Tensor}");   // from a gradient: the weights were checked before
            }

            foreach (var (set, value) in graph.SetsOf(use.Channels).Zip(along))
            {
                sums[set] = sums.GetValueOrDefault(set) + value;
            }
        }

        return sums;
    }

    private static void CheckFinite(ChannelGraph graph)
    {
        using var scope = NewDisposeScope();
        foreach (var use in graph.Uses.Where(use => !use.Values.isfinite().all().item<bool>()))
        {
            throw PruningErrors.NotFinite($"{use.Layer}.{use.Tensor}");
        }
    }
}
