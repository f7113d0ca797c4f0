using System.Globalization;
using System.Text;
using Frugal.Architectures;

namespace Frugal.Pruning;

/// <summary>The effect of channel pruning on a network's cost.</summary>
/// <param name="Before">The cost of the original network.</param>
/// <param name="After">The cost of the pruned network.</param>
/// <param name="Groups">Channels before and after, per group.</param>
public sealed record ChannelReport(NetworkCost Before, NetworkCost After, IReadOnlyList<ChannelReport.Row> Groups)
{
    /// <summary>
    /// Compares a network with the one pruned by <paramref name="plan"/>, for pictures of <paramref name="size"/> by <paramref name="size"/> pixels.
    /// </summary>
    public static ChannelReport Of(ChannelGraph graph, ChannelPlan plan, PrunedNetwork pruned, int size)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(plan);
        var kept = plan.Groups.ToDictionary(group => group.Name, group => group.Kept.Count);
        return new ChannelReport(
            NetworkCost.Of(graph.Network, size, size),
            NetworkCost.Of(pruned, size, size),
            [.. graph.Groups.Select(group => new Row(group.Name, group.Channels, kept.GetValueOrDefault(group.Name, group.Channels)))]);
    }

    /// <summary>
    /// The groups that keep more channels than requested, one line each: a group keeps a multiple of <see cref="ChannelPruningOptions.Multiple"/>
    /// channels, and at least one multiple. Groups in <see cref="ChannelPruningOptions.Keep"/> are not listed. With <see cref="PruningScope.Global"/>
    /// nothing is listed, since single groups have no requested share.
    /// </summary>
    public IEnumerable<string> Shortfalls(ChannelPruningOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return
            from row in Groups
            let asked = row.Before * (1 - options.Ratio)
            where options.Scope == PruningScope.Layer && row.After > asked + options.Multiple / 2.0 && !options.Keep.Contains(row.Name)
            select string.Create(CultureInfo.InvariantCulture, $"'{row.Name}': {row.After} of {row.Before} channels stay, where {asked:0.#} were asked for: fewer are no multiple of {options.Multiple}");
    }

    /// <summary>The report as lines of text: every group, then the totals.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var row in Groups)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{row.Name}: {row.After} of {row.Before} channels stay");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"parameters: {Before.Parameters:N0} -> {After.Parameters:N0} ({(double)Before.Parameters / After.Parameters:0.0}x fewer)");
        text.Append(CultureInfo.InvariantCulture, $"MACs: {Before.Macs:N0} -> {After.Macs:N0} ({(double)Before.Macs / After.Macs:0.0}x fewer)");
        return text.ToString();
    }

    /// <summary>One group.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Before">Channels before pruning.</param>
    /// <param name="After">Channels after pruning.</param>
    public sealed record Row(string Name, int Before, int After);
}
