using Frugal.Site.Building;
using Frugal.Site.Checks.Figures;
using Frugal.Site.Checks.Links;
using Frugal.Site.Checks.Spelling;

namespace Frugal.Site.Checks;

/// <summary>The checks of <c>frugal site check</c>, in the order in which they run.</summary>
internal static class SiteChecks
{
    /// <summary>All of them. Accessibility needs a browser and is checked by the tests of the site's pages.</summary>
    public static IReadOnlyList<ISiteCheck> All { get; } = [new PageCheck(), new LinkCheck(), new LanguageSwitchCheck(), new WeightCheck(), new TableCheck(), new FigureCheck(), new SpellingCheck()];

    /// <summary>The faults of all <paramref name="checks"/>, each once.</summary>
    /// <param name="site">The site.</param>
    /// <param name="checks">The checks.</param>
    /// <param name="progress">Receives the name of each check.</param>
    /// <param name="cancellation">Ends the checks.</param>
    /// <exception cref="FrugalException">The site is not built, or a program that a check needs is missing.</exception>
    public static IReadOnlyList<SiteFault> Run(CheckedSite site, IReadOnlyList<ISiteCheck> checks, Action<string> progress, CancellationToken cancellation)
    {
        site.RequireBuilt();
        var faults = new List<SiteFault>();
        foreach (var check in checks)
        {
            cancellation.ThrowIfCancellationRequested();
            progress($"Checking {check.Name}");
            faults.AddRange(check.Find(site, cancellation));
        }

        return [.. faults.Distinct()];
    }
}
