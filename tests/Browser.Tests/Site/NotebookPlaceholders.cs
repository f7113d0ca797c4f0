using Frugal.Site;
using Frugal.Site.Building;

namespace Browser.Tests.Site;

/// <summary>A page with a title for each notebook that no other part has written: running the notebooks takes minutes.</summary>
internal sealed class NotebookPlaceholders : ISitePart
{
    public string Name => "Placeholders for notebooks";

    public IReadOnlyList<string> Sources => ["notebooks"];

    public Task AddAsync(SiteStage stage, CancellationToken cancellation)
    {
        foreach (var language in SiteLanguage.Both)
        {
            foreach (var page in Directory.GetFiles(Path.Combine(stage.Root, "notebooks"), "*.ipynb").Select(file => $"notebooks/{Path.GetFileNameWithoutExtension(file)}.md").Except(stage.PagesIn(language)))
            {
                stage.Write(language, page, $"# {Path.GetFileNameWithoutExtension(page)}\n");
            }
        }

        return Task.CompletedTask;
    }
}
