using Frugal.Site;
using Frugal.Site.Building;

namespace Frugal.Tests.Shared;

/// <summary>A repository with a site of two pages per language, in a temporary folder.</summary>
internal sealed class SmallSite : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SmallSite()
    {
        foreach (var language in SiteLanguage.Both)
        {
            Write($"docs/{language.Code}/index.md", "# Home\n\n[labs](labs/index.md)\n");
            Write($"docs/{language.Code}/labs/index.md", "# Labs\n\n[home](../index.md)\n");
            Navigate(language, "index.md", "labs/index.md");
        }

        Write("docs/start.html", "<!doctype html><title>Start</title>");
    }

    public string Root => folder.Path;

    public SiteStage Stage => SiteStage.Of(Root);

    public string this[string path] => folder[path];

    public FakeMkDocs MkDocs { get; } = new();

    public string Write(string path, string text) => folder.Write(path, text);

    public string Read(string path) => File.ReadAllText(folder[path]);

    /// <summary>Writes a page of both languages, without naming it in the navigation.</summary>
    public void WriteBoth(string path, string text)
    {
        foreach (var language in SiteLanguage.Both)
        {
            Write($"docs/{language.Code}/{path}", text);
        }
    }

    /// <summary>Writes the configuration of a language; its first page is on line 13.</summary>
    public void Navigate(SiteLanguage language, params string[] pages) => Write(language.Configuration, $"""
        site_name: Small
        docs_dir: artifacts/site-pages/{language.Code}
        site_dir: artifacts/site/{language.Code}
        use_directory_urls: false
        theme:
          name: material
          language: {language.Code}
          font: false
        plugins:
          - search

        nav:
        {string.Join('\n', pages.Select(page => $"  - The page {page}: {page}"))}

        """);

    public SiteBuilder Builder(params ISitePart[] parts) => new(Root, parts, MkDocs);

    public Task<SiteBuild> BuildAsync(params ISitePart[] parts) => BuildAsync(MkDocs, CancellationToken.None, parts);

    public Task<SiteBuild> BuildAsync(IMkDocs mkdocs, CancellationToken cancellation, params ISitePart[] parts) => new SiteBuilder(Root, parts, mkdocs).BuildAsync(_ => { }, cancellation);

    public void Dispose() => folder.Dispose();
}
