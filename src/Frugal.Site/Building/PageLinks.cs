using System.Text.RegularExpressions;

namespace Frugal.Site.Building;

/// <summary>Finds the place of a link in a page's source, which MkDocs does not tell.</summary>
internal static partial class PageLinks
{
    /// <summary>The links of a page that lead to a target, each with its line.</summary>
    /// <param name="text">The page's Markdown.</param>
    /// <param name="page">The page's path, with <c>/</c>.</param>
    /// <param name="target">As MkDocs names it: the link itself, or the path below the language's folder that it leads to.</param>
    public static IEnumerable<(int Line, string Link)> To(string text, string page, string target)
    {
        var fenced = false;
        foreach (var (index, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            fenced ^= line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            if (fenced)
            {
                continue;
            }

            foreach (var link in Link().Matches(CodeSpan().Replace(line, "")).Select(match => match.Groups["link"].Value))
            {
                if (link == target || Resolve(page, link) == target)
                {
                    yield return (index + 1, link);
                }
            }
        }
    }

    /// <summary>The path below the language's folder that a link leads to; it begins with <c>..</c> where it leaves the folder.</summary>
    public static string Resolve(string page, string link)
    {
        var names = new List<string>();
        foreach (var name in page.Split('/')[..^1].Concat(Uri.UnescapeDataString(link.Split('#', '?')[0]).Split('/')))
        {
            if (name == ".." && names.Count > 0 && names[^1] != "..")
            {
                names.RemoveAt(names.Count - 1);
            }
            else if (name is not ("" or "."))
            {
                names.Add(name);
            }
        }

        return string.Join('/', names);
    }

    [GeneratedRegex("""\]\(\s*<?(?<link>[^)\s>]+)|^\s*\[[^\]]+\]:\s*<?(?<link>[^\s>]+)|(?:src|href)\s*=\s*"(?<link>[^"]+)["]""")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex CodeSpan();
}
