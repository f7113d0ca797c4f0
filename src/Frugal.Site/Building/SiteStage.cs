using System.Text;

namespace Frugal.Site.Building;

/// <summary>The folders from which MkDocs builds: the written pages of <c>docs/</c>, and the parts that are made.</summary>
/// <param name="Root">The repository.</param>
/// <param name="Pages">Where the pages are staged: <c>artifacts/site-pages</c>.</param>
internal sealed record SiteStage(string Root, string Pages)
{
    /// <summary>The stage of the repository at <paramref name="root"/>.</summary>
    public static SiteStage Of(string root) => new(root, Path.Combine(root, "artifacts", "site-pages"));

    /// <summary>Receives what a part does while it takes long.</summary>
    public Action<string> Progress { get; init; } = static _ => { };

    /// <summary>The written pages of a language.</summary>
    public string Written(SiteLanguage language) => Path.Combine(Root, "docs", language.Code);

    /// <summary>The staged folder of a language.</summary>
    public string Folder(SiteLanguage language) => Path.Combine(Pages, language.Code);

    /// <summary>Writes a staged file whole, if its content differs, so that an unchanged page keeps its time.</summary>
    /// <param name="language">The language.</param>
    /// <param name="path">The path below the language's folder, with <c>/</c>.</param>
    /// <param name="content">The file's text.</param>
    public void Write(SiteLanguage language, string path, string content)
    {
        var file = Path.Combine(Folder(language), path);
        if (File.Exists(file) && File.ReadAllText(file) == content)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        AtomicFile.WriteAllBytes(file, Encoding.UTF8.GetBytes(content));
    }
}
