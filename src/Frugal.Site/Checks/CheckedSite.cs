using Frugal.Site.Building;
using Frugal.Site.Checks.Links;

namespace Frugal.Site.Checks;

/// <summary>The written pages and the built site of a repository. Built pages are read once for all checks.</summary>
/// <param name="root">The repository.</param>
internal sealed class CheckedSite(string root)
{
    private readonly Dictionary<string, BuiltPage> built = [];

    /// <summary>The repository.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The built site: the start page and a folder for each language.</summary>
    public string Folder => Path.Combine(Root, "artifacts", "site");

    /// <summary>The staged pages, written and made.</summary>
    public SiteStage Stage => SiteStage.Of(Root);

    /// <summary>The written pages of a language, relative to its folder, with <c>/</c>, in order.</summary>
    public IReadOnlyList<string> Written(SiteLanguage language) => Below(Stage.Written(language), "*.md");

    /// <summary>The text of a written page.</summary>
    public string Read(SiteLanguage language, string page) => File.ReadAllText(Path.Combine(Stage.Written(language), page)).ReplaceLineEndings("\n");

    /// <summary>The built pages, relative to the site's folder, with <c>/</c>, in order.</summary>
    public IReadOnlyList<string> Built => Below(Folder, "*.html");

    /// <summary>The built pages of one language, relative to the site's folder.</summary>
    public IEnumerable<string> BuiltIn(SiteLanguage language) => Built.Where(page => page.StartsWith($"{language.Code}/", StringComparison.Ordinal));

    /// <summary>A built page by its full path.</summary>
    public BuiltPage Page(string file)
    {
        if (!built.TryGetValue(file, out var page))
        {
            built[file] = page = BuiltPage.Read(file);
        }

        return page;
    }

    /// <summary>A path relative to the repository, with <c>/</c>, for messages.</summary>
    public string NameOf(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>Stops if a language was not built.</summary>
    /// <exception cref="FrugalException">It was not.</exception>
    public void RequireBuilt()
    {
        foreach (var language in SiteLanguage.Both)
        {
            var home = Path.Combine(Folder, language.Code, "index.html");
            if (!File.Exists(home) || !Directory.Exists(Stage.Folder(language)))
            {
                throw new FrugalException($"{NameOf(File.Exists(home) ? Stage.Folder(language) : home)}: does not exist, so there is no built site to check. Build it: ./frugal site build");
            }
        }
    }

    private static IReadOnlyList<string> Below(string folder, string pattern) => !Directory.Exists(folder) ? [] :
        [.. Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
}
