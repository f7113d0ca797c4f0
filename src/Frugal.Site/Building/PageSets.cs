namespace Frugal.Site.Building;

/// <summary>Compares the staged pages of both languages with each other and with the navigation.</summary>
internal static class PageSets
{
    /// <summary>Made pages below this folder need not be in the navigation: its index page lists them.</summary>
    private const string Listed = "reference/";

    /// <summary>The faults of both languages: pages without a translation, then entries and pages that do not match.</summary>
    public static IEnumerable<SiteFault> Compare(SiteStage stage)
    {
        var pages = SiteLanguage.Both.ToDictionary(language => language, stage.PagesIn);
        return
        [
            .. Untranslated(stage, SiteLanguage.English, SiteLanguage.French, pages),
            .. Untranslated(stage, SiteLanguage.French, SiteLanguage.English, pages),
            .. SiteLanguage.Both.SelectMany(language => Mismatches(stage, Navigation.Read(stage.Root, language), pages[language])),
        ];
    }

    private static IEnumerable<SiteFault> Untranslated(SiteStage stage, SiteLanguage from, SiteLanguage to, Dictionary<SiteLanguage, IReadOnlyList<string>> pages) =>
        pages[from].Except(pages[to]).Select(path => new SiteFault($"docs/{to.Code}/{path}", null, $"is missing. Translate {stage.NameOf(from, path)}, or remove that page"));

    private static IEnumerable<SiteFault> Mismatches(SiteStage stage, Navigation navigation, IReadOnlyList<string> pages)
    {
        var language = navigation.Language;
        var seen = new HashSet<string>();
        foreach (var entry in navigation.Entries)
        {
            if (!pages.Contains(entry.Page))
            {
                yield return new SiteFault(language.Configuration, entry.Line, $"nav names '{entry.Page}', which is not a page. Write docs/{language.Code}/{entry.Page}, or correct the entry");
            }
            else if (!seen.Add(entry.Page))
            {
                yield return new SiteFault(language.Configuration, entry.Line, $"nav names '{entry.Page}' twice. Remove one of the entries");
            }
        }

        foreach (var path in pages.Where(path => !seen.Contains(path) && (stage.IsWritten(language, path) || !path.StartsWith(Listed, StringComparison.Ordinal))))
        {
            yield return new SiteFault(stage.NameOf(language, path), null, $"is not in nav of {language.Configuration}. Add it there, or remove the page");
        }
    }
}
