using System.Text;
using System.Text.RegularExpressions;

namespace Frugal.Site.Checks.Figures;

/// <summary>The generated tables of the written pages, between <c>figures:begin NAME</c> and <c>figures:end</c>.</summary>
internal static partial class SiteTables
{
    /// <summary>Finds the generated tables of a page, with what surrounds them.</summary>
    [GeneratedRegex(@"<!-- figures:begin ?(?<name>.*?) ?-->\n(?:.*?\n)??<!-- figures:end -->", RegexOptions.Singleline)]
    public static partial Regex Block();

    /// <summary>A page with its tables made again from the committed results.</summary>
    /// <exception cref="FrugalException">A table has an unknown name.</exception>
    public static string Fill(string text, SiteLanguage language, SiteFigures figures) =>
        Block().Replace(text, block => $"<!-- figures:begin {block.Groups["name"].Value} -->\n{figures.Block(block.Groups["name"].Value, FigureLanguage.Of(language))}\n\n<!-- figures:end -->");

    /// <summary>Writes the tables of all pages again; returns the pages that changed.</summary>
    /// <exception cref="FrugalException">A table has an unknown name.</exception>
    public static IReadOnlyList<string> Renew(CheckedSite site)
    {
        var figures = new SiteFigures(site.Root);
        var changed = new List<string>();
        foreach (var language in SiteLanguage.Both)
        {
            foreach (var page in site.Written(language))
            {
                var text = site.Read(language, page);
                var made = Fill(text, language, figures);
                if (made != text)
                {
                    AtomicFile.WriteAllBytes(Path.Combine(site.Stage.Written(language), page), Encoding.UTF8.GetBytes(made));
                    changed.Add($"docs/{language.Code}/{page}");
                }
            }
        }

        return changed;
    }
}
