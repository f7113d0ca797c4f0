using Frugal.Site.Building;

namespace Frugal.Site.Checks;

/// <summary>Something that is checked on the written pages and the built site.</summary>
internal interface ISiteCheck
{
    /// <summary>What the progress line says while this check runs.</summary>
    string Name { get; }

    /// <summary>Finds the faults.</summary>
    /// <exception cref="FrugalException">A program or a file that this check needs is missing.</exception>
    IEnumerable<SiteFault> Find(CheckedSite site, CancellationToken cancellation);
}
