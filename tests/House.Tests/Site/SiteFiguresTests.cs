using Frugal.Site;
using Frugal.Site.Checks;
using Frugal.Site.Checks.Figures;

namespace House.Tests.Site;

/// <summary>The figures of the pages come from runs: the tables from <c>bench/results</c>, those in the prose from where <c>docs/figures.txt</c> says.</summary>
public class SiteFiguresTests
{
    [Test]
    public void The_tables_of_the_pages_are_those_of_the_committed_results()
    {
        var blocks = SiteLanguage.Both.Sum(language => language.Pages().Sum(page => SiteTables.Block().Count(language.Read(page))));

        Assert.That(blocks, Is.GreaterThan(20));
        Assert.That(Faults(new TableCheck()), Is.Empty);
    }

    [Test]
    public void Every_figure_in_the_prose_has_a_source_that_says_the_same() =>
        Assert.That(Faults(new FigureCheck()), Is.Empty);

    private static IEnumerable<string> Faults(ISiteCheck check) => check.Find(WrittenPages.Site, default).Select(fault => fault.ToString());
}
