using Frugal.Site.Building;

namespace Frugal.Site.Reference;

/// <summary>The API reference: <c>reference/index.md</c>, and one page per namespace of the public libraries.</summary>
/// <remarks>
/// Made from the built assemblies and their XML files with Roslyn, which the site's library has anyway. DocFX 2.81 was tried: a tool of
/// 489 MB, one page per type (183 for two libraries), with English labels only, the members of <c>object</c>, and links to another host
/// for each type of .NET. Merging and translating its pages would have been more code than this.
/// </remarks>
internal sealed class ReferencePart : ISitePart
{
    private const string Folder = "reference";

    public string Name => "API reference";

    public Task AddAsync(SiteStage stage, CancellationToken cancellation)
    {
        var api = ApiReference.Of(BuiltAssemblies.Read(stage.Root, ReferenceLibrary.All.Select(library => library.Name)));
        foreach (var language in SiteLanguage.Both)
        {
            var words = ReferenceWords.Of(language);
            var pages = api.Namespaces.ToDictionary(space => space.Page, space => new NamespacePage(api, space, words).Write());
            pages["index.md"] = IndexPage.Write(api, language, words);
            foreach (var (page, text) in pages)
            {
                cancellation.ThrowIfCancellationRequested();
                stage.Write(language, $"{Folder}/{page}", text);
            }

            RemoveOthers(Path.Combine(stage.Folder(language), Folder), pages.Keys);
        }

        return Task.CompletedTask;
    }

    /// <summary>Removes the pages of namespaces that are gone.</summary>
    private static void RemoveOthers(string folder, IEnumerable<string> pages)
    {
        foreach (var file in Directory.GetFiles(folder, "*.md").Where(file => !pages.Contains(Path.GetFileName(file))))
        {
            File.Delete(file);
        }
    }
}
