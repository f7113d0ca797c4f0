using System.Text.RegularExpressions;

namespace House.Tests.Site;

/// <summary>
/// The tables of the site's pages are those of <c>bench/results</c>. <c>FRUGAL_WRITE_SITE=1</c> writes them into the pages instead of comparing.
/// </summary>
public partial class SiteFiguresTests
{
    [Test]
    public void The_tables_of_the_pages_are_those_of_the_committed_results()
    {
        var write = Environment.GetEnvironmentVariable("FRUGAL_WRITE_SITE") == "1";
        var blocks = 0;
        Assert.Multiple(() =>
        {
            foreach (var language in Language.Both)
            {
                foreach (var page in language.Pages)
                {
                    var text = language.Read(page);
                    var made = Figures().Replace(text, match =>
                    {
                        blocks++;
                        return $"<!-- figures:begin {match.Groups[1].Value} -->\n{SiteFigures.Block(match.Groups[1].Value, language)}\n\n<!-- figures:end -->";
                    });
                    if (write && made != text)
                    {
                        File.WriteAllText(Path.Combine(language.Folder, page), made);
                    }

                    Assert.That(write ? made : text, Is.EqualTo(made), $"docs/{language.Code}/{page}: write its tables anew with FRUGAL_WRITE_SITE=1.");
                }
            }
        });
        Assert.That(blocks, Is.GreaterThan(20));
    }

    [GeneratedRegex(@"<!-- figures:begin (.+?) -->\n(?:.*?\n)??<!-- figures:end -->", RegexOptions.Singleline)]
    private static partial Regex Figures();
}
