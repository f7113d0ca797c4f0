using System.Text.RegularExpressions;
using Frugal.Site.Building;

namespace Frugal.Site.Notebooks;

/// <summary>Rewrites links between files of the repository to links between pages of the site.</summary>
/// <param name="stage">The stage, whose written pages may be linked to.</param>
/// <param name="language">The language of the pages.</param>
/// <param name="names">The notebooks, without extension.</param>
internal sealed partial class NotebookLinks(SiteStage stage, SiteLanguage language, IReadOnlySet<string> names)
{
    /// <summary>Whether a link leads to another site or into the same page, and stays as it is.</summary>
    public static bool Stays(string link) => link.StartsWith('#') || Outside().IsMatch(link);

    /// <summary>The link on the page of a notebook; null if it leads to no page.</summary>
    /// <param name="folder">The notebook's folder, relative to the repository.</param>
    /// <param name="link">The link in the notebook.</param>
    public string? Rewritten(string folder, string link)
    {
        if (Stays(link))
        {
            return link;
        }

        var (path, anchor) = link.IndexOf('#', StringComparison.Ordinal) is var mark and >= 0 ? (link[..mark], link[mark..]) : (link, "");
        var target = Path.GetRelativePath(stage.Root, Path.GetFullPath(Path.Combine(stage.Root, folder, Uri.UnescapeDataString(path)))).Replace('\\', '/');
        return PageOf(target) is { } page ? page + anchor : null;
    }

    /// <summary>The page for a file of the repository, seen from a notebook's page.</summary>
    private string? PageOf(string file) =>
        NotebookFile().Match(file) is { Success: true } notebook ? names.Contains(notebook.Groups[1].Value) ? notebook.Groups[1].Value + ".md" : null
        : WrittenFile().Match(file) is { Success: true } written ? Written(written.Groups[1].Value)
        : Lab().Match(file) is { Success: true } lab ? Written($"labs/{lab.Groups[1].Value}.md")
        : null;

    private string? Written(string page) => File.Exists(Path.Combine(stage.Written(language), page)) ? "../" + page : null;

    [GeneratedRegex("^(?:https?://|mailto:)", RegexOptions.IgnoreCase)]
    private static partial Regex Outside();

    [GeneratedRegex(@"^notebooks/(?:fr/)?([^/]+)\.ipynb$")]
    private static partial Regex NotebookFile();

    [GeneratedRegex("^docs/(?:en|fr)/(.+)$")]
    private static partial Regex WrittenFile();

    [GeneratedRegex(@"^labs/([^/]+)(?:/README(?:\.fr)?\.md)?$")]
    private static partial Regex Lab();
}
