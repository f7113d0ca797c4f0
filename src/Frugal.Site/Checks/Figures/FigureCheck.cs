using Frugal.Site.Building;

namespace Frugal.Site.Checks.Figures;

/// <summary>
/// Every figure with a unit in the prose of a page is in the list <c>docs/figures.txt</c>, which names its source; the source, where it is a file, says the same.
/// </summary>
internal sealed class FigureCheck : ISiteCheck
{
    /// <inheritdoc/>
    public string Name => "figures";

    /// <inheritdoc/>
    public IEnumerable<SiteFault> Find(CheckedSite site, CancellationToken cancellation)
    {
        var (entries, faults) = FigureList.Read(site.Root);
        var sources = new FigureSource(site.Root);
        var byName = entries.ToLookup(entry => (entry.Page, entry.Figure));
        var quoted = new Dictionary<FigureEntry, ProseFigure>();
        var found = new List<SiteFault>(faults);
        foreach (var (file, page, language) in Pages(site))
        {
            foreach (var figure in ProseFigure.In(File.ReadAllText(Path.Combine(site.Root, file)), language))
            {
                if (byName[(page, figure.Key)].FirstOrDefault() is { } entry)
                {
                    quoted.TryAdd(entry, figure);
                }
                else
                {
                    found.Add(new(file, figure.Line, $"'{figure.Text}' has no source. Quote a generated table instead, or add the line '{page} | {figure.Key} | SOURCE' to {FigureList.Name}"));
                }
            }
        }

        foreach (var entry in entries)
        {
            if (!quoted.TryGetValue(entry, out var figure))
            {
                found.Add(new(FigureList.Name, entry.Line, $"no page {entry.Page} quotes '{entry.Figure}'. Remove the line"));
            }
            else if (sources.Fault(entry, figure) is { } fault)
            {
                found.Add(new(FigureList.Name, entry.Line, fault));
            }
        }

        return found;
    }

    /// <summary>The pages and READMEs, each with the name that the list has for both languages. The changelog is kept as it was written.</summary>
    private static IEnumerable<(string File, string Page, SiteLanguage Language)> Pages(CheckedSite site) =>
        from language in SiteLanguage.Both
        from file in site.Written(language).Select(page => (File: $"docs/{language.Code}/{page}", Page: page)).Append((File: language.Choose("README.md", "README.fr.md"), Page: "README.md"))
        where File.Exists(Path.Combine(site.Root, file.File))
        select (file.File, file.Page, language);
}
