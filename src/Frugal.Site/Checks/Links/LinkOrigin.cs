namespace Frugal.Site.Checks.Links;

/// <summary>Finds where an address of a built page was written.</summary>
internal static class LinkOrigin
{
    /// <summary>The place in the written or made page that has the address; otherwise that in the built page, because the theme wrote it.</summary>
    /// <param name="site">The site.</param>
    /// <param name="page">The built page, relative to the site's folder.</param>
    /// <param name="reference">The address.</param>
    public static (string File, int Line) Of(CheckedSite site, string page, Reference reference) =>
        Sources(site, page).Select(source => Find(source, reference.Address)).FirstOrDefault(found => found is not null) is { } place
            ? (site.NameOf(place.File), place.Line)
            : (site.NameOf(Path.Combine(site.Folder, page)), reference.Line);

    /// <summary>The Markdown of a built page, then the files of the same name: a download is copied as it is.</summary>
    private static IEnumerable<string> Sources(CheckedSite site, string page) =>
        from language in SiteLanguage.Both
        where page.StartsWith($"{language.Code}/", StringComparison.Ordinal)
        let path = page[3..]
        from folder in new[] { site.Stage.Written(language), site.Stage.Folder(language) }
        from name in new[] { Path.ChangeExtension(path, ".md"), path }
        let file = Path.Combine(folder, name)
        where File.Exists(file)
        select file;

    private static (string File, int Line)? Find(string file, string address)
    {
        var written = address.Replace(".html", ".md", StringComparison.Ordinal);
        foreach (var (index, line) in File.ReadLines(file).Index())
        {
            if (Holds(line, address) || Holds(line, written))
            {
                return (file, index + 1);
            }
        }

        return null;
    }

    /// <summary>Whether a line has the address in brackets or quotes, or at the end of a definition.</summary>
    private static bool Holds(string line, string address) =>
        address.Length > 0 && (line.Contains($"({address})", StringComparison.Ordinal) || line.Contains($"({address} ", StringComparison.Ordinal)
            || line.Contains($"\"{address}\"", StringComparison.Ordinal) || line.Contains($"<{address}>", StringComparison.Ordinal) || line.EndsWith($"]: {address}", StringComparison.Ordinal));
}
