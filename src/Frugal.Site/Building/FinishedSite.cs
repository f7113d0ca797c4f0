namespace Frugal.Site.Building;

/// <summary>The built site: <c>artifacts/site</c>, a static folder for any web server, any sub-path, or for <c>file:</c>.</summary>
/// <param name="Root">The repository.</param>
internal sealed record FinishedSite(string Root)
{
    /// <summary>The site's folder.</summary>
    public string Folder => Path.Combine(Root, "artifacts", "site");

    /// <summary>What hosts show for an address that leads nowhere; some look for it in the site's own folder only. It is in both languages.</summary>
    private const string Lost = "404.html";

    /// <summary>Where the old site is for the moment in which the new one takes its place.</summary>
    private string Old => Folder + ".old";

    /// <summary>Adds what MkDocs does not make: the start page that chooses a language, the page for lost addresses, and the index of the search as a script.</summary>
    /// <param name="built">The folder into which both languages were built.</param>
    public void Complete(string built)
    {
        File.Copy(Path.Combine(Root, "docs", "start.html"), Path.Combine(built, "index.html"), overwrite: true);
        File.WriteAllText(Path.Combine(built, ".nojekyll"), "");
        if (Path.Combine(built, SiteLanguage.English.Code, Lost) is var page && File.Exists(page))
        {
            File.WriteAllText(Path.Combine(built, Lost), File.ReadAllText(page).Replace("href=\"../", "href=\"", StringComparison.Ordinal));
        }

        foreach (var language in SiteLanguage.Both)
        {
            SearchIndex.Complete(Path.Combine(built, language.Code));
        }
    }

    /// <summary>Puts a completed site in place of the old one, by renaming.</summary>
    public void Replace(string built)
    {
        Recover();
        try
        {
            if (Directory.Exists(Folder))
            {
                Directory.Move(Folder, Old);
            }

            Directory.Move(built, Folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Recover();
            throw new FrugalException($"{Folder}: cannot be replaced ({failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Close the programs that use it, then build again.", failure);
        }

        PageFolder.Remove(Old);
    }

    /// <summary>Restores the old site if a build was killed between the two renamings; removes what is left of it otherwise.</summary>
    public void Recover()
    {
        if (Directory.Exists(Old) && !Directory.Exists(Folder))
        {
            Directory.Move(Old, Folder);
        }

        PageFolder.Remove(Old);
    }
}
