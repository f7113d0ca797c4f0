using Frugal.Site.Checks;

namespace Frugal.Site.Tests.Checks;

/// <summary>A written and built site of two pages per language, in a temporary folder, without faults until a test adds one.</summary>
internal sealed class FaultySite : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public FaultySite()
    {
        Write("artifacts/site/index.html", """<!doctype html><title>Start</title><a href="en/index.html">English</a>""");
        Write("docs/figures.txt", "# PAGE | FIGURE | SOURCE\n");
        foreach (var language in SiteLanguage.Both)
        {
            foreach (var page in new[] { "index.md", "labs/index.md" })
            {
                Page(language, page, "# Labs\n\nA word.\n", """<h1 id="labs">Labs</h1>""");
            }

            Write(language.Configuration, "nav:\n  - Home: index.md\n  - Labs: labs/index.md\n");
        }
    }

    /// <summary>The site as the checks see it now.</summary>
    public CheckedSite Site => new(folder.Path);

    public string this[string path] => folder[path];

    public string Write(string path, string text) => folder.Write(path, text);

    public string Write(string path, byte[] bytes) => folder.Write(path, bytes);

    /// <summary>Writes, stages and builds a page; the built one has a language menu, and <paramref name="html"/> on its third line.</summary>
    public void Page(SiteLanguage language, string page, string markdown, string html)
    {
        Write($"docs/{language.Code}/{page}", markdown);
        Write($"artifacts/site-pages/{language.Code}/{page}", markdown);
        var up = string.Concat(Enumerable.Repeat("../", page.Count(c => c == '/') + 1));
        var built = Path.ChangeExtension(page, ".html");
        Write($"artifacts/site/{language.Code}/{built}", $"""
            <!doctype html><title>Page</title>
            <nav>{string.Concat(SiteLanguage.Both.Select(other => $"<a hreflang='{other.Code}' href='{up}{other.Code}/{built}'>{other.Code}</a>"))}</nav>
            {html}
            """);
    }

    /// <summary>What a check finds, as it is printed.</summary>
    public IReadOnlyList<string> Find(ISiteCheck check) => [.. check.Find(Site, default).Select(fault => fault.ToString())];

    public void Dispose() => folder.Dispose();
}
