using Frugal.Site.Building;

namespace Frugal.Site.Tests.Building;

/// <summary>The same with the real MkDocs and its theme.</summary>
[Category("Slow")]
public class InstalledMkDocsTests
{
    private readonly MkDocs mkdocs = MkDocs.OnPath();

    [SetUp]
    public void Needs_MkDocs()
    {
        if (mkdocs.Program is null)
        {
            MissingTool.Report("mkdocs is not installed (mkdocs and mkdocs-material).");
        }
    }

    [Test]
    public async Task The_site_is_built_in_both_languages_and_its_search_works_from_disk()
    {
        using var site = new SmallSite();

        await site.BuildAsync(mkdocs, default);

        Assert.Multiple(() =>
        {
            Assert.That(site.Read("artifacts/site/en/labs/index.html"), Does.Contain("lang=\"en\"").And.Contain("href=\"../index.html\""));
            Assert.That(site.Read("artifacts/site/fr/index.html"), Does.Contain("lang=\"fr\""));
            Assert.That(site.Read("artifacts/site/fr/search/search_index.js"), Does.StartWith("var __index = {").And.Contain("labs/index.html"));
        });
    }

    [Test]
    public async Task Broken_links_are_named_by_page_and_line_and_the_old_site_stays()
    {
        using var site = new SmallSite();
        site.Write("artifacts/site/index.html", "old");
        site.Write("docs/en/labs/index.md", "# Labs\n\n[a](../a.md) and\n[home](../index.md)\n");
        site.Write("docs/fr/index.md", "# Accueil\n\n\n![photo](img/a%20b.png)\n");

        var failure = await Assert.CatchAsync<SiteFaultsException>(() => site.BuildAsync(mkdocs, default));

        Assert.That(failure!.Faults.Select(fault => fault.ToString()), Is.EqualTo(new[]
        {
            "docs/en/labs/index.md:3: link to '../a.md' leads nowhere",
            "docs/fr/index.md:4: link to 'img/a%20b.png' leads nowhere",
        }));
        Assert.That(site.Read("artifacts/site/index.html"), Is.EqualTo("old"));
    }

    [Test]
    public async Task A_wrong_setting_is_named_by_the_configuration_and_its_line()
    {
        using var site = new SmallSite();
        site.Write("mkdocs.yml", site.Read("mkdocs.yml").Replace("theme:", "theme: material", StringComparison.Ordinal));

        var failure = await Assert.CatchAsync<SiteFaultsException>(() => site.BuildAsync(mkdocs, default));

        Assert.That(failure!.Faults.Single().ToString(), Does.Match(@"^mkdocs\.yml:\d+: .*mapping values"));
    }
}
