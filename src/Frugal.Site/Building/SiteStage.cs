using System.Text;

namespace Frugal.Site.Building;

/// <summary>The folders from which MkDocs builds: the written pages of <c>docs/</c>, and the parts that are made.</summary>
/// <param name="Root">The repository.</param>
/// <param name="Pages">
/// Where the pages are staged: <c>artifacts/site-pages</c>, or the scratch folder in which a build makes it. A build begins with an empty folder, so a part
/// writes everything that it contributes.
/// </param>
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

    /// <summary>The paths of the staged pages below the language's folder, with <c>/</c>, in order.</summary>
    public IReadOnlyList<string> PagesIn(SiteLanguage language) =>
        [.. PageFolder.Files(Folder(language)).Where(path => path.EndsWith(".md", StringComparison.Ordinal))];

    /// <summary>The text of a staged page.</summary>
    /// <param name="language">The language.</param>
    /// <param name="path">The path below the language's folder, with <c>/</c>.</param>
    public string Read(SiteLanguage language, string path) => File.ReadAllText(Path.Combine(Folder(language), path));

    /// <summary>Writes a staged file whole, if its content differs, so that an unchanged page keeps its time.</summary>
    /// <param name="language">The language.</param>
    /// <param name="path">The path below the language's folder, with <c>/</c>.</param>
    /// <param name="content">The file's text.</param>
    public void Write(SiteLanguage language, string path, string content) => Write(language, path, Encoding.UTF8.GetBytes(content));

    /// <summary>The same for a file that is not text.</summary>
    public void Write(SiteLanguage language, string path, byte[] content)
    {
        var file = Path.Combine(Folder(language), path);
        if (File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(content))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        AtomicFile.WriteAllBytes(file, content);
    }

    /// <summary>The name of a staged file in messages: that of the written page from which it was copied, otherwise its own; relative to the repository.</summary>
    public string NameOf(SiteLanguage language, string path) =>
        IsWritten(language, path) ? $"docs/{language.Code}/{path}" : $"artifacts/site-pages/{language.Code}/{path}";

    /// <summary>Whether a page is written, not made.</summary>
    public bool IsWritten(SiteLanguage language, string path) => File.Exists(Path.Combine(Written(language), path));
}
