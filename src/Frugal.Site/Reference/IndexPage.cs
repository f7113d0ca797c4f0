using System.Text;

namespace Frugal.Site.Reference;

/// <summary>The first page of the reference: what each library is for, and its namespaces.</summary>
internal static class IndexPage
{
    /// <summary>Writes the page as Markdown.</summary>
    public static string Write(ApiReference api, SiteLanguage language, ReferenceWords words)
    {
        var page = new StringBuilder($"# {words.Title}\n\n{Introduction(language)}\n");
        foreach (var library in ReferenceLibrary.All)
        {
            page.Append($"\n## {library.Name}\n\n{library.Purpose(language)}\n\n");
            foreach (var space in api.Namespaces.Where(space => space.Libraries.Contains(library.Name)))
            {
                page.Append($"- [`{space.Name}`]({space.Page}){words.Colon} {ReferenceNamespace.Purpose(space.Name, language)}\n");
            }
        }

        return page.ToString();
    }

    private static string Introduction(SiteLanguage language) => language.Choose(
        "All public types and members of the course's libraries, one page per namespace. Each library is a NuGet package of the same name; a namespace may have types in two packages, and then each type names its own. " +
        "The pages are made from the code and its comments when the site is built.",
        "Tous les types et membres publics des bibliothèques du cours, une page par espace de noms. Chaque bibliothèque est un paquet NuGet du même nom ; un espace de noms peut se répartir sur deux paquets, et chaque type nomme alors le sien. " +
        "Ces pages sont produites à partir du code et de ses commentaires lors de la construction du site. Les descriptions y sont en anglais, comme le code.");
}
