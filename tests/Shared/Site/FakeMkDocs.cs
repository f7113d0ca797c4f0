using Frugal.Site;
using Frugal.Site.Building;

namespace Frugal.Tests.Shared;

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
