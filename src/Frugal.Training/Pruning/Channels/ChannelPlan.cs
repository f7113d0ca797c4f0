using System.Text.Json;
using Frugal.Onnx;

namespace Frugal.Pruning;

/// <summary>
/// The channels to keep in each group. Together with the original architecture it defines the shape of the pruned network, so
/// that a file of weights and this plan are enough to restore the network.
/// </summary>
/// <param name="Groups">The groups that lose channels; all other groups stay whole.</param>
public sealed record ChannelPlan(IReadOnlyList<KeptChannels> Groups)
{
    /// <summary>Removes the channels with the lowest scores.</summary>
    /// <exception cref="FrugalException">
    /// An option is out of range, a layer is unknown or dead, the scores belong to another network, or nothing can be removed.
    /// </exception>
    public static ChannelPlan Choose(ChannelGraph graph, ChannelScores scores, ChannelPruningOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(scores);
        options = (options ?? new ChannelPruningOptions()).Validated();
        var filters = graph.Uses.Where(use => use.IsFilters).ToList();
        if (options.Keep.FirstOrDefault(layer => filters.All(use => use.Layer != layer)) is { } unknown)
        {
            throw PruningErrors.UnknownLayer(unknown, filters.Select(use => use.Layer));
        }

        if (filters.FirstOrDefault(use => !options.Keep.Contains(use.Layer) && ModuleWeights.Floats(use.Values).All(weight => weight == 0)) is { } dead)
        {
            throw PruningErrors.DeadLayer(dead.Layer);
        }

        scores = scores.For(graph);
        var free = graph.Groups.Where(group => !group.Layers.Any(options.Keep.Contains)).ToList();
        var shares = options.Scope == PruningScope.Layer
            ? free.ToDictionary(group => group, _ => options.Ratio)
            : GlobalShares(free, scores, options);
        var plan = new ChannelPlan([.. free.Select(group => Keep(group, scores.Of(group), shares[group], options.Multiple)).OfType<KeptChannels>()]);
        return plan.Groups.Count > 0 ? plan : throw PruningErrors.NothingToRemove(options.Multiple);
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FrugalException">The text is not a plan.</exception>
    public static ChannelPlan Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ChannelPlan>(json, JsonSerializerOptions.Web) is { Groups: not null } plan && plan.Groups.All(group => group is { Name: not null, Kept: not null })
                ? plan
                : throw new JsonException("a field is missing");
        }
        catch (JsonException failure)
        {
            throw new FrugalException("The text is not a plan of kept channels. Give one that ChannelPlan.ToJson wrote.", failure);
        }
    }

    /// <summary>The plan as JSON, to be stored with the weights.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>The sets of dependent channels that are removed.</summary>
    internal HashSet<int> Removed(ChannelGraph graph)
    {
        var gone = new HashSet<int>();
        foreach (var (name, kept) in Groups)
        {
            var group = graph.Groups.FirstOrDefault(group => group.Name == name) ?? throw PruningErrors.OtherNetwork($"The plan names a group '{name}', which this network lacks");
            if (kept.Count == 0 || kept.Distinct().Count() < kept.Count || kept.Any(channel => channel < 0 || channel >= group.Channels))
            {
                throw PruningErrors.OtherNetwork($"The plan keeps channels of '{name}' that are not among its {group.Channels}, or some twice");
            }

            gone.UnionWith(group.Sets.Where((_, channel) => !kept.Contains(channel)));
        }

        return gone;
    }

    /// <summary>The share of each group below one threshold for the whole network; scores are divided by the mean of their group before comparison.</summary>
    private static Dictionary<ChannelGroup, double> GlobalShares(List<ChannelGroup> groups, ChannelScores scores, ChannelPruningOptions options)
    {
        var relative = groups.ToDictionary(group => group, group => Relative(scores.Of(group)));
        var all = relative.Values.SelectMany(values => values).Order().ToArray();
        var threshold = all.Length == 0 ? 0 : all[(int)(options.Ratio * all.Length)];
        return relative.ToDictionary(entry => entry.Key, entry => Math.Min(options.MostOfOneGroup, entry.Value.Count(score => score < threshold) / (double)entry.Value.Length));
    }

    private static double[] Relative(IReadOnlyList<double> scores)
    {
        var mean = scores.Average();
        return [.. scores.Select(score => mean > 0 ? score / mean : 0)];
    }

    private static KeptChannels? Keep(ChannelGroup group, IReadOnlyList<double> scores, double share, int multiple)
    {
        var wanted = group.Channels * (1 - share);
        var count = Math.Max(multiple, (int)Math.Round(wanted / multiple, MidpointRounding.AwayFromZero) * multiple);
        return count >= group.Channels
            ? null
            : new KeptChannels(group.Name, [.. Enumerable.Range(0, group.Channels).OrderByDescending(i => scores[i]).ThenBy(i => i).Take(count).Order()]);
    }
}
