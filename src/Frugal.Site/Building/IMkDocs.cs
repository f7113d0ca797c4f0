namespace Frugal.Site.Building;

/// <summary>Runs MkDocs.</summary>
internal interface IMkDocs
{
    /// <summary>Builds one language's pages into a folder, strictly: each warning fails the run.</summary>
    /// <exception cref="FrugalException">MkDocs could not be started.</exception>
    Task<MkDocsRun> BuildAsync(string root, SiteLanguage language, string output, CancellationToken cancellation);
}

/// <summary>How a run of MkDocs ended.</summary>
/// <param name="Code">The exit code; 0 if the site was built.</param>
/// <param name="Output">What it printed: standard output and standard error.</param>
internal sealed record MkDocsRun(int Code, string Output);
