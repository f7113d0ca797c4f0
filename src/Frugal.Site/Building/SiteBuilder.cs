using System.Diagnostics;

namespace Frugal.Site.Building;

/// <summary>Builds the site: stages the written pages, adds the parts, runs MkDocs for both languages, and replaces the old site.</summary>
/// <param name="root">The repository.</param>
/// <param name="parts">The parts, in the order in which they are added.</param>
/// <param name="mkdocs">MkDocs.</param>
internal sealed class SiteBuilder(string root, IReadOnlyList<ISitePart> parts, IMkDocs mkdocs)
{
    /// <summary>What is written: the pages, the configurations, and what pages quote.</summary>
    private static readonly string[] Written = ["docs", .. SiteLanguage.Both.Select(language => language.Configuration), "CHANGELOG.md", "CHANGELOG.fr.md"];

    private readonly SiteStage stage = SiteStage.Of(root);
    private readonly FinishedSite site = new(root);

    /// <summary>The built site's folder.</summary>
    public string Folder => site.Folder;

    /// <summary>Begins to watch everything from which the site is made.</summary>
    public FileWatch Watch() => new(root, () => Written.Concat(parts.SelectMany(part => part.Sources)).Distinct().SelectMany(FilesAt));

    /// <summary>Builds the site. Until it succeeds, the old site stays as it is.</summary>
    /// <param name="progress">Receives the name of each step.</param>
    /// <param name="cancellation">Ends the build, and the programs that it runs.</param>
    /// <exception cref="SiteFaultsException">Pages, translations, links or the navigation have faults.</exception>
    /// <exception cref="FrugalException">Another build is running, MkDocs is missing, or a part failed.</exception>
    public async Task<SiteBuild> BuildAsync(Action<string> progress, CancellationToken cancellation)
    {
        try
        {
            return await BuildAloneAsync(progress, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FrugalException($"{root}: the site cannot be built ({failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Check the free disk space and the rights on this folder, then build again.", failure);
        }
    }

    private async Task<SiteBuild> BuildAloneAsync(Action<string> progress, CancellationToken cancellation)
    {
        using var alone = SiteLock.Take(root);
        var clock = Stopwatch.StartNew();
        site.Recover();
        var scratch = Scratch();
        try
        {
            progress("Staging the written pages");
            await StageAsync(Path.Combine(scratch, "pages"), progress, cancellation).ConfigureAwait(false);
            var pages = SiteLanguage.Both.ToDictionary(language => language.Code, language => stage.PagesIn(language).Count);
            progress("Building the English and the French site");
            var built = Path.Combine(scratch, "site");
            await RunAsync(built, cancellation).ConfigureAwait(false);
            site.Complete(built);
            cancellation.ThrowIfCancellationRequested();
            site.Replace(built);
            return new(site.Folder, pages, Math.Round(clock.Elapsed.TotalSeconds, 2));
        }
        finally
        {
            RemoveScratch();
        }
    }

    /// <summary>Makes the pages in a folder of their own, then renews the staged pages from it: a failed part leaves these as they were.</summary>
    private async Task StageAsync(string folder, Action<string> progress, CancellationToken cancellation)
    {
        var made = stage with { Pages = folder, Progress = progress };
        foreach (var language in SiteLanguage.Both)
        {
            Directory.CreateDirectory(made.Folder(language));
            PageFolder.Copy(made.Written(language), made.Folder(language));
        }

        foreach (var part in parts)
        {
            cancellation.ThrowIfCancellationRequested();
            progress(part.Name);
            await part.AddAsync(made, cancellation).ConfigureAwait(false);
        }

        SiteFaultsException.ThrowIfAny(PageSets.Compare(made));
        PageFolder.Renew(folder, stage.Pages);
    }

    private async Task RunAsync(string built, CancellationToken cancellation)
    {
        var runs = await Task.WhenAll(SiteLanguage.Both.Select(async language =>
        {
            var run = await mkdocs.BuildAsync(root, language, Path.Combine(built, language.Code), cancellation).ConfigureAwait(false);
            return MkDocsMessages.Faults(stage, language, run);
        })).ConfigureAwait(false);
        SiteFaultsException.ThrowIfAny(runs.SelectMany(faults => faults));
    }

    /// <summary>An empty folder of this build. A program that a killed build left running may still write to the old one, so no name is used twice.</summary>
    private string Scratch()
    {
        RemoveScratch();
        return Directory.CreateDirectory(Path.Combine(ScratchFolder, $"{Environment.ProcessId:x}-{Guid.NewGuid():n}")).FullName;
    }

    private IEnumerable<string> FilesAt(string source) =>
        Directory.Exists(Path.Combine(root, source)) ? PageFolder.Files(Path.Combine(root, source)).Select(path => $"{source}/{path}") : [source];

    private string ScratchFolder => Path.Combine(root, "artifacts", "site-build");

    private void RemoveScratch()
    {
        try
        {
            PageFolder.Remove(ScratchFolder);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // The next build removes it.
        }
    }
}

/// <summary>A built site.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Pages">How many pages each language has.</param>
/// <param name="Seconds">How long the build took.</param>
internal sealed record SiteBuild(string Folder, IReadOnlyDictionary<string, int> Pages, double Seconds);
