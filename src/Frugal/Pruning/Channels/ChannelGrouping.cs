namespace Frugal.Pruning;

/// <summary>Collects sets of tied channels into groups: sets that some layer makes side by side.</summary>
internal static class ChannelGrouping
{
    public static IReadOnlyList<ChannelGroup> Of(ChannelTracer tracer, HashSet<int> fixedSets)
    {
        var groups = new List<(List<string> Layers, List<int> Sets)>();
        foreach (var use in tracer.Uses.Where(use => use.IsProducer))
        {
            var sets = use.Channels.Select(tracer.SetOf).Where(set => !fixedSets.Contains(set)).Distinct().ToList();
            if (sets.Count == 0)
            {
                continue;
            }

            // All groups that share a set with this layer become one.
            var met = groups.Where(group => group.Sets.Intersect(sets).Any()).ToList();
            var merged = (Layers: met.SelectMany(group => group.Layers).Append(use.Layer).ToList(), Sets: met.SelectMany(group => group.Sets).Union(sets).ToList());
            var place = met.Count > 0 ? groups.IndexOf(met[0]) : groups.Count;
            groups.RemoveAll(met.Contains);
            groups.Insert(place, merged);
        }

        return [.. groups.Select(group => new ChannelGroup(group.Layers, group.Sets))];
    }
}
