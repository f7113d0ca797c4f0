using Frugal.Site.Building;

namespace Frugal.Site.Tests.Building;

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

    public Task<SiteBuild> BuildAsync(params ISitePart[] parts) => BuildAsync(MkDocs, CancellationToken.None, parts);

    public Task<SiteBuild> BuildAsync(IMkDocs mkdocs, CancellationToken cancellation, params ISitePart[] parts) => new SiteBuilder(Root, parts, mkdocs).BuildAsync(_ => { }, cancellation);

    public void Dispose() => folder.Dispose();
}

/// <summary>Builds a page of HTML from each staged page, and prints what it is told to.</summary>
internal sealed class FakeMkDocs : IMkDocs
{
    /// <summary>How the run of a language ends; successfully unless said otherwise.</summary>
    public Func<SiteLanguage, MkDocsRun> Run { get; set; } = _ => new(0, "INFO     -  Documentation built in 0.10 seconds");

    /// <summary>Called while a run goes on.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    public async Task<MkDocsRun> BuildAsync(string root, SiteLanguage language, string output, CancellationToken cancellation)
    {
        var stage = SiteStage.Of(root);
        foreach (var page in stage.PagesIn(language))
        {
            var file = Path.Combine(output, Path.ChangeExtension(page, ".html"));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, stage.Read(language, page));
        }

        Directory.CreateDirectory(Path.Combine(output, "search"));
        File.WriteAllText(Path.Combine(output, "search", "search_index.json"), "{}");
        await Meanwhile();
        cancellation.ThrowIfCancellationRequested();
        return Run(language);
    }
}

/// <summary>A part that does what it is told to.</summary>
internal sealed class FakePart(Action<SiteStage> add) : ISitePart
{
    public string Name => "Adding a part";

    public Task AddAsync(SiteStage stage, CancellationToken cancellation)
    {
        add(stage);
        return Task.CompletedTask;
    }
}
