using Frugal.Onnx;
using static TorchSharp.torch;

namespace Frugal.Pruning;

/// <summary>How much each channel of a <see cref="ChannelGraph"/> is worth: the lowest go first.</summary>
public sealed class ChannelScores
{
    private readonly Dictionary<int, double> bySet;

    private ChannelScores(Dictionary<int, double> bySet) => this.bySet = bySet;

    /// <summary>Scores from the weights alone.</summary>
    /// <exception cref="FrugalException">A weight is NaN or infinite, or a layer is dead.</exception>
    public static ChannelScores Of(ChannelGraph graph, ChannelCriterion criterion = ChannelCriterion.FilterL1)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var scores = criterion switch
        {
            ChannelCriterion.FilterL1 => Sum(graph, use => use.IsProducer, use => use.Values.abs()),
            ChannelCriterion.GroupL2 => Root(Sum(graph, use => use.IsMatrix, use => use.Values.mul(use.Values))),
            ChannelCriterion.NormalizationScale => Sum(graph, use => use.Tensor == "weight" && use.Values.dim() == 1, use => use.Values.abs()),
            _ => throw new ArgumentOutOfRangeException(nameof(criterion), criterion, "Choose a criterion that ChannelCriterion names."),
        };
        CheckAlive(graph);
        return scores;
    }

    /// <summary>
    /// Scores from the gradients of some batches: the squared first-order change of the loss when the channel's filters become 0,
    /// (sum of gradient * weight)^2, summed over the batches (Molchanov et al. 2019, "Importance estimation for neural network pruning", equation 8).
    /// </summary>
    /// <exception cref="FrugalException">There are fewer than two pictures, or a weight is NaN or infinite.</exception>
    public static ChannelScores Taylor(ChannelGraph graph, GradientPass pass)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(pass);
        var total = new Dictionary<int, double>();
        pass.Run(graph.Network, () =>
        {
            foreach (var (set, change) in Sum(graph, use => use.IsProducer, use => use.Values.mul(use.Values.grad ?? throw PruningErrors.NoGradient($"{use.Layer}.{use.Tensor}"))).bySet)
            {
                total[set] = total.GetValueOrDefault(set) + change * change;
            }
        });
        return new ChannelScores(total);
    }

    /// <summary>The scores of a group's channels, in its order.</summary>
    public IReadOnlyList<double> Of(ChannelGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return [.. group.Sets.Select(set => bySet.GetValueOrDefault(set))];
    }

    private static ChannelScores Root(ChannelScores squares) => new(squares.bySet.ToDictionary(entry => entry.Key, entry => Math.Sqrt(entry.Value)));

    /// <summary>Adds up, for every channel, a function of the weights that go with it.</summary>
    private static ChannelScores Sum(ChannelGraph graph, Func<ChannelUse, bool> counts, Func<ChannelUse, Tensor> worth)
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
                throw PruningErrors.NotFinite($"{use.Layer}.{use.Tensor}");
            }

            foreach (var (set, value) in graph.SetsOf(use).Zip(along))
            {
                sums[set] = sums.GetValueOrDefault(set) + value;
            }
        }

        return new ChannelScores(sums);
    }

    private static void CheckAlive(ChannelGraph graph)
    {
        foreach (var layer in graph.Uses.Where(use => use.IsProducer && ModuleWeights.Floats(use.Values).All(weight => weight == 0)))
        {
            throw PruningErrors.DeadLayer(layer.Layer);
        }
    }
}
