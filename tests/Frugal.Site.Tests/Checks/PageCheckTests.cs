using Frugal.Site.Building;
using Frugal.Site.Checks;

namespace Frugal.Site.Tests.Checks;

public class PageCheckTests
{
    [Test]
    public void A_sound_site_has_no_faults()
    {
        using var site = new FaultySite();

        Assert.That(site.Find(new PageCheck()), Is.Empty);
    }

    [Test]
    public void Missing_translations_and_faults_of_the_navigation_are_found()
    {
        using var site = new FaultySite();
        site.Page(SiteLanguage.English, "extra.md", "# Extra\n", "");
        site.Write("mkdocs.yml", "nav:\n  - Home: index.md\n  - Labs: labs/index.md\n  - Old: old.md\n");

        var faults = site.Find(new PageCheck());

        Assert.That(faults, Has.Some.StartsWith("docs/fr/extra.md: is missing").And.Some.StartsWith("mkdocs.yml:4: nav names 'old.md'").And.Some.StartsWith("docs/en/extra.md: is not in nav"));
    }

    [Test]
    public void A_page_removed_after_the_build_in_one_language_is_found()
    {
        using var site = new FaultySite();
        File.Delete(site["docs/fr/labs/index.md"]);

        Assert.That(site.Find(new PageCheck()), Is.EqualTo(new[] { "docs/fr/labs/index.md: is missing. Translate docs/en/labs/index.md, or remove that page" }));
    }

    [Test]
    public void A_page_written_after_the_build_is_found()
    {
        using var site = new FaultySite();
        File.SetLastWriteTimeUtc(site["artifacts/site/fr/index.html"], DateTime.UnixEpoch);
        File.Delete(site["artifacts/site/en/labs/index.html"]);

        Assert.That(site.Find(new PageCheck()), Is.EqualTo(new[]
        {
            "docs/en/labs/index.md:1: is newer than artifacts/site/en/labs/index.html. Build the site again: ./frugal site build",
            "docs/fr/index.md:1: is newer than artifacts/site/fr/index.html. Build the site again: ./frugal site build",
        }));
    }

    [Test]
    public void A_site_that_was_never_built_cannot_be_checked()
    {
        using var site = new FaultySite();
        File.Delete(site["artifacts/site/fr/index.html"]);

        Assert.That(() => SiteChecks.Run(site.Site, [], _ => { }, default), Throws.TypeOf<FrugalException>().With.Message.EqualTo(
            "artifacts/site/fr/index.html: does not exist, so there is no built site to check. Build it: ./frugal site build"));
    }

    [Test]
    public void Faults_of_all_checks_are_reported_once()
    {
        using var site = new FaultySite();
        var names = new List<string>();

        var faults = SiteChecks.Run(site.Site, [new Always("a"), new Always("b"), new Always("a")], names.Add, default);

        Assert.That(faults.Select(fault => fault.Text), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(names, Is.EqualTo(new[] { "Checking a", "Checking b", "Checking a" }));
    }

    private sealed class Always(string text) : ISiteCheck
    {
        public string Name => text;

        public IEnumerable<SiteFault> Find(CheckedSite site, CancellationToken cancellation) => [new("docs/en/index.md", 1, text)];
    }
}
