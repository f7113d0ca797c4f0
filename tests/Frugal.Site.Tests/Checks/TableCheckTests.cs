using Frugal.Site.Checks.Figures;

namespace Frugal.Site.Tests.Checks;

public class TableCheckTests
{
    private const string Empty = "# Figures\n\n<!-- figures:begin gradings -->\n<!-- figures:end -->\n";

    [Test]
    public void Tables_are_written_from_the_results_in_both_languages_and_are_then_sound()
    {
        using var site = WithResults();

        var changed = SiteTables.Renew(site.Site);

        Assert.That(changed, Is.EqualTo(new[] { "docs/en/index.md", "docs/fr/index.md" }));
        Assert.That(site.Site.Read(SiteLanguage.English, "index.md"), Does.Contain("| sound solution | 132 | 0 | 0 | 26 |"));
        Assert.That(site.Site.Read(SiteLanguage.French, "index.md"), Does.Contain("| travail sain | 132 | 0 | 0 | 26 |"));
        Assert.That(site.Find(new TableCheck()), Is.Empty);
        Assert.That(SiteTables.Renew(site.Site), Is.Empty);
    }

    [TestCase("| 132 | 0 | 0 | 26 |", "| 133 | 0 | 0 | 26 |")]
    [TestCase("| 132 | 0 | 0 | 26 |", "| 132 | 0 | 0 | 25 |")]
    [TestCase("EPYC", "Ryzen")]
    public void A_changed_character_in_a_table_is_named_by_its_line(string before, string after)
    {
        using var site = WithResults();
        SiteTables.Renew(site.Site);
        var lines = site.Site.Read(SiteLanguage.French, "index.md").Split('\n');
        var line = Array.FindIndex(lines, text => text.Contains(before, StringComparison.Ordinal));
        lines[line] = lines[line].Replace(before, after, StringComparison.Ordinal);
        site.Write("docs/fr/index.md", string.Join('\n', lines));

        Assert.That(site.Find(new TableCheck()).Single(), Does.StartWith($"docs/fr/index.md:{line + 1}: '{lines[line]}' is not what the committed results give: '").And.EndsWith("./frugal site check --write-tables"));
    }

    [Test]
    public void Tables_without_figures_and_those_of_an_unknown_name_are_found()
    {
        using var site = WithResults();
        site.Write("docs/en/index.md", "# Figures\n\n<!-- figures:begin speeds -->\n<!-- figures:end -->\n");

        Assert.That(site.Find(new TableCheck()), Has.Count.EqualTo(2)
            .And.Some.StartsWith("docs/en/index.md:3: Unknown figures: speeds. Known: ")
            .And.Some.StartsWith("docs/fr/index.md:4: '<!-- figures:end -->' is not what the committed results give"));
    }

    private static FaultySite WithResults()
    {
        var site = new FaultySite();
        site.Write("docs/en/index.md", Empty);
        site.Write("docs/fr/index.md", Empty);
        site.Write("bench/results/gradings-amd-epyc-avx2.json", File.ReadAllBytes(Tree.At("bench", "results", "gradings-amd-epyc-avx2.json")));
        return site;
    }
}
