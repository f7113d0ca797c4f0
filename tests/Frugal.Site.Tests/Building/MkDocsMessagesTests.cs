using Frugal.Site.Building;

namespace Frugal.Site.Tests.Building;

public class MkDocsMessagesTests
{
    private const string Page = "# Labs\n\n`[no](../x.md)` but [yes](../x.md#part)\n\n```\n[no](../x.md)\n```\n\n[again]: ../x.md\n";

    [TestCase("[33mWARNING  -  [0mDocumentation file 'labs/index.md' contains a link to 'x.md' which is not found in the documentation files.")]
    [TestCase("WARNING -  Doc file 'labs/index.md' contains a link '../x.md#part', but the target 'x.md' is not found among documentation files.")]
    public async Task A_broken_link_is_named_by_the_written_page_and_the_line(string message)
    {
        using var site = new SmallSite();
        await site.BuildAsync();
        site.Write("docs/fr/labs/index.md", Page);

        var faults = Faults(site, $"INFO     -  Cleaning site directory\n{message.Replace("[", "\u001b[", StringComparison.Ordinal)}\n\nAborted with 1 warnings in strict mode!\n");

        Assert.That(faults[0], Is.EqualTo("docs/fr/labs/index.md:3: link to '../x.md#part' leads nowhere"));
        Assert.That(faults.Skip(1), Is.SubsetOf(new[] { "docs/fr/labs/index.md:9: link to '../x.md' leads nowhere" }), "MkDocs 1.4 names the target, not the link");
    }

    [Test]
    public async Task A_broken_link_that_a_part_wrote_is_named_by_the_staged_page()
    {
        using var site = new SmallSite();
        await site.BuildAsync(new FakePart(stage => stage.Write(SiteLanguage.French, "index.md", "# Accueil\n\n![grid](grid.svg)\n")));

        var faults = Faults(site, "WARNING  -  Documentation file 'index.md' contains a link to 'grid.svg' which is not found in the documentation files.");

        Assert.That(faults, Is.EqualTo(new[] { "artifacts/site-pages/fr/index.md:3: link to 'grid.svg' leads nowhere" }));
    }

    [Test]
    public void A_broken_link_whose_place_is_not_found_still_names_the_page()
    {
        using var site = new SmallSite();

        var faults = Faults(site, "WARNING  -  Documentation file 'index.md' contains a link to 'a.md' which is not found in the documentation files.");

        Assert.That(faults, Is.EqualTo(new[] { "docs/fr/index.md: link to 'a.md' leads nowhere" }));
    }

    [TestCase("Error: MkDocs encountered an error parsing the configuration file: mapping values are not allowed here\n  in \"/tmp/x/mkdocs.yml\", line 8, column 7\n", "mkdocs.fr.yml:8: MkDocs encountered an error parsing the configuration file: mapping values are not allowed here")]
    [TestCase("WARNING  -  Config value 'themee': Unrecognised configuration name: themee\n\nAborted with 1 Configuration Warnings in 'strict' mode!\n", "mkdocs.fr.yml: Config value 'themee': Unrecognised configuration name: themee")]
    [TestCase("Traceback (most recent call last):\n  File \"x.py\", line 1\nSnippetMissingError: Snippet at path 'CHANGELOG.md' could not be found\n", "mkdocs.fr.yml: mkdocs failed: SnippetMissingError: Snippet at path 'CHANGELOG.md' could not be found")]
    [TestCase("", "mkdocs.fr.yml: mkdocs failed: it printed nothing")]
    public void Other_failures_are_named_by_the_configuration(string output, string fault)
    {
        using var site = new SmallSite();

        Assert.That(Faults(site, output), Is.EqualTo(new[] { fault }));
    }

    [Test]
    public void A_missing_theme_is_named_with_what_to_install()
    {
        using var site = new SmallSite();

        Assert.That(Faults(site, "ERROR    -  Config value 'theme': Unrecognised theme name: 'material'. The available installed themes are: mkdocs, readthedocs\n").Single(),
            Does.Contain("the theme 'material' is not installed").And.Contain("mkdocs-material").And.Not.Contain("\n"));
    }

    [Test]
    public async Task Faults_of_both_languages_come_in_one_list()
    {
        using var site = new SmallSite();
        site.MkDocs.Run = language => new(1, $"ERROR    -  in {language}\n");

        var failure = await Assert.CatchAsync<SiteFaultsException>(() => site.BuildAsync());

        Assert.That(failure!.Faults, Is.EqualTo(new[] { new SiteFault("mkdocs.yml", null, "in en"), new SiteFault("mkdocs.fr.yml", null, "in fr") }));
        Assert.That(failure.Message, Is.EqualTo("mkdocs.yml: in en (and 1 more)"));
    }

    [TestCase("labs/index.md", "../x.md", "x.md")]
    [TestCase("labs/index.md", "./a/../b%20c.md?q#d", "labs/b c.md")]
    [TestCase("index.md", "../../x.md", "../../x.md")]
    [TestCase("a/b/c.md", "d.md", "a/b/d.md")]
    public void Links_are_resolved_as_MkDocs_does(string page, string link, string target) =>
        Assert.That(PageLinks.Resolve(page, link), Is.EqualTo(target));

    private static List<string> Faults(SmallSite site, string output) =>
        [.. MkDocsMessages.Faults(site.Stage, SiteLanguage.French, new(1, output)).Select(fault => fault.ToString())];
}
