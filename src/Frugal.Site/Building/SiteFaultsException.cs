namespace Frugal.Site.Building;

/// <summary>The site cannot be built because of faults in its pages. The command line prints each fault in a line of its own.</summary>
/// <param name="faults">The faults, at least one.</param>
internal sealed class SiteFaultsException(IReadOnlyList<SiteFault> faults)
    : FrugalException($"{faults[0]}{(faults.Count > 1 ? $" (and {faults.Count - 1} more)" : "")}")
{
    /// <summary>The faults, in the order in which they are printed.</summary>
    public IReadOnlyList<SiteFault> Faults { get; } = faults;

    /// <summary>Throws if there are faults.</summary>
    /// <exception cref="SiteFaultsException">There are.</exception>
    public static void ThrowIfAny(IEnumerable<SiteFault> faults)
    {
        var all = faults.Distinct().ToList();
        if (all.Count > 0)
        {
            throw new SiteFaultsException(all);
        }
    }
}
