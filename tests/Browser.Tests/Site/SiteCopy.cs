using Frugal.Site;
using Frugal.Site.Building;
using Frugal.Site.Notebooks;

namespace Browser.Tests.Site;

/// <summary>The sources of the site in a folder of their own, and the site that <c>frugal site build</c> makes of them: the developer's own site stays as it is.</summary>
internal sealed class SiteCopy : IDisposable
{
    /// <summary>What the site is made from; each is copied. The libraries are read where they were built.</summary>
    private static readonly string[] Sources = ["docs", "notebooks", "mkdocs.yml", "mkdocs.fr.yml", "CHANGELOG.md", "CHANGELOG.fr.md", "bench/results", "Directory.Packages.props"];

    private readonly TemporaryFolder root = new();

    /// <summary>The folder of the built site.</summary>
    public string Folder => Path.Combine(root.Path, "artifacts", "site");

    /// <summary>Builds the site.</summary>
    public async Task<SiteBuild> BuildAsync()
    {
        foreach (var source in Sources.Concat(Directory.Exists(ExecutedNotebooks.Folder(Tree.Root)) ? [Path.GetRelativePath(Tree.Root, ExecutedNotebooks.Folder(Tree.Root))] : []))
        {
            Copy(source);
        }

        Directory.CreateDirectory(root["artifacts"]);
        Directory.CreateSymbolicLink(root["artifacts/bin"], Tree.At("artifacts", "bin"));
        return await new SiteBuilder(root.Path, Parts(), MkDocs.OnPath()).BuildAsync(_ => { }, CancellationToken.None);
    }

    /// <summary>The site's parts; a notebook that this machine has not executed yet is not executed here either.</summary>
    private static IReadOnlyList<ISitePart> Parts() => [.. SiteParts.All.Select(part => part is NotebookPart ? new NotebookPart(NotebookRuns.OneChart) : part)];

    public void Dispose()
    {
        Directory.Delete(root["artifacts/bin"]);
        root.Dispose();
    }

    private void Copy(string source)
    {
        var files = Directory.Exists(Tree.At(source)) ? Directory.GetFiles(Tree.At(source), "*", SearchOption.AllDirectories) : [Tree.At(source)];
        foreach (var file in files)
        {
            root.Write(Path.GetRelativePath(Tree.Root, file), File.ReadAllBytes(file));
        }
    }
}
