using Frugal.Site.Building;

namespace Frugal.Site.Checks;

/// <summary>Every page has a translation and a place in the navigation, and was built since it was last written.</summary>
internal sealed class PageCheck : ISiteCheck
{
    /// <inheritdoc/>
    public string Name => "pages";

    /// <inheritdoc/>
    public IEnumerable<SiteFault> Find(CheckedSite site, CancellationToken cancellation) =>
        PageSets.Compare(site.Stage).Concat(Removed(site)).Concat(
            from language in SiteLanguage.Both
            from page in site.Written(language)
            let written = Path.Combine(site.Stage.Written(language), page)
            let built = Path.Combine(site.Folder, language.Code, Path.ChangeExtension(page, ".html"))
            where !File.Exists(built) || File.GetLastWriteTimeUtc(built) < File.GetLastWriteTimeUtc(written)
            select new SiteFault(site.NameOf(written), 1, $"is newer than {site.NameOf(built)}. Build the site again: ./frugal site build"));

    /// <summary>Pages that were removed in one language since the build.</summary>
    private static IEnumerable<SiteFault> Removed(CheckedSite site) =>
        from language in SiteLanguage.Both
        from other in SiteLanguage.Both
        from page in site.Written(language).Except(site.Written(other))
        where site.Stage.PagesIn(other).Contains(page)
        select new SiteFault($"docs/{other.Code}/{page}", null, $"is missing. Translate docs/{language.Code}/{page}, or remove that page");
}
