using Frugal.Site;
using Frugal.Site.Checks;

namespace House.Tests.Site;

/// <summary>The written pages of the site.</summary>
internal static class WrittenPages
{
    /// <summary>The site of this repository.</summary>
    public static CheckedSite Site { get; } = new(Tree.Root);

    /// <summary>The pages that <c>frugal site build</c> makes and the navigation names: one per notebook, and the index of the reference.</summary>
    public static IReadOnlyList<string> Made { get; } =
        [.. Directory.GetFiles(Tree.At("notebooks"), "*.ipynb").Select(file => $"notebooks/{Path.GetFileNameWithoutExtension(file)}.md").Append("reference/index.md").Order(StringComparer.Ordinal)];

    /// <summary>The pages of a language, relative to its folder, in order.</summary>
    public static IReadOnlyList<string> Pages(this SiteLanguage language) => Site.Written(language);

    public static string Read(this SiteLanguage language, string page) => Site.Read(language, page);

    public static string Folder(this SiteLanguage language) => Site.Stage.Written(language);
}
