using Frugal.Site.Building;

namespace Frugal.Site.Checks.Links;

/// <summary>The language menu of every page leads to the same page in both languages.</summary>
internal sealed class LanguageSwitchCheck : ISiteCheck
{
    /// <inheritdoc/>
    public string Name => "the language menu";

    /// <inheritdoc/>
    public IEnumerable<SiteFault> Find(CheckedSite site, CancellationToken cancellation) =>
        from language in SiteLanguage.Both
        from page in site.BuiltIn(language)
        where !IsAlone(site, language, page)
        let file = Path.Combine(site.Folder, page)
        from other in SiteLanguage.Both
        let same = other.Code + page[2..]
        let address = site.Page(file).Switches.GetValueOrDefault(other.Code)
        where address is null || SiteAddress.Target(file, address) != Path.GetFullPath(Path.Combine(site.Folder, same))
        select new SiteFault(site.NameOf(file), 1, $"the language menu leads to '{address ?? "nothing"}' for '{other.Code}', not to {same}. Correct docs/overrides/main.html");

    /// <summary>A download, and the page for addresses that lead nowhere, are pages of their own without the theme's menu.</summary>
    private static bool IsAlone(CheckedSite site, SiteLanguage language, string page) => page.EndsWith("/404.html", StringComparison.Ordinal) || File.Exists(Path.Combine(site.Stage.Written(language), page[3..]));
}
