namespace Frugal.Pruning;

/// <summary>Collects sets of dependent channels into groups: the sets that the same layer produces.</summary>
internal static class ChannelGrouping
{
    public static IReadOnlyList<ChannelGroup> Of(ChannelTracer tracer, HashSet<int> fixedSets)
    {
        var groups = new List<(List<string> Layers, List<int> Sets)>();
        foreach (var (layer, sets) in Filters(tracer, fixedSets, ChannelSide.Makes))
        {
            // All groups that share a set with this layer become one.
            var met = groups.Where(group => group.Sets.Intersect(sets).Any()).ToList();
            var merged = (Layers: met.SelectMany(group => group.Layers).Append(layer).ToList(), Sets: met.SelectMany(group => group.Sets).Union(sets).ToList());
            var place = met.Count > 0 ? groups.IndexOf(met[0]) : groups.Count;
            groups.RemoveAll(met.Contains);
            groups.Insert(place, merged);
        }

        // A depthwise convolution has as many channels as its input, from one group or, after a concatenation, from several.
        foreach (var (layer, sets) in Filters(tracer, fixedSets, ChannelSide.Follows))
        {
            groups.Where(group => group.Sets.Intersect(sets).Any()).ToList().ForEach(group => group.Layers.Add(layer));
        }

        return [.. groups.Select(group => new ChannelGroup(group.Layers, group.Sets))];
    }

    private static IEnumerable<(string Layer, List<int> Sets)> Filters(ChannelTracer tracer, HashSet<int> fixedSets, ChannelSide side) =>
        from use in tracer.Uses
        where use.Side == side
        let sets = use.Channels.Select(tracer.SetOf).Where(set => !fixedSets.Contains(set)).Distinct().ToList()
        where sets.Count > 0
        select (use.Layer, sets);
}
