using Frugal.Site.Building;

namespace Frugal.Site.Tests.Building;

public class PageSetsTests
{
    [Test]
    public async Task A_missing_translation_is_named_by_the_file_that_is_to_be_written()
    {
        using var site = new SmallSite();
        File.Delete(site["docs/fr/labs/index.md"]);
        site.Navigate(SiteLanguage.French, "index.md");

        Assert.That(await FaultsAsync(site), Is.EqualTo(new[] { "docs/fr/labs/index.md: is missing. Translate docs/en/labs/index.md, or remove that page" }));
    }

    [Test]
    public async Task An_entry_of_the_navigation_without_a_page_is_named_with_its_line()
    {
        using var site = new SmallSite();
        site.Navigate(SiteLanguage.French, "index.md", "lab.md", "labs/index.md");

        Assert.That(await FaultsAsync(site), Is.EqualTo(new[] { "mkdocs.fr.yml:14: nav names 'lab.md', which is not a page. Write docs/fr/lab.md, or correct the entry" }));
    }

    [Test]
    public async Task A_page_outside_the_navigation_and_one_that_is_in_it_twice_are_named()
    {
        using var site = new SmallSite();
        site.Navigate(SiteLanguage.English, "index.md", "index.md");

        Assert.That(await FaultsAsync(site), Is.EqualTo(new[]
        {
            "mkdocs.yml:14: nav names 'index.md' twice. Remove one of the entries",
            "docs/en/labs/index.md: is not in nav of mkdocs.yml. Add it there, or remove the page",
        }));
    }

    [Test]
    public async Task Made_pages_are_compared_too_but_those_of_the_reference_need_no_entry()
    {
        using var site = new SmallSite();
        var part = new FakePart(stage =>
        {
            stage.Write(SiteLanguage.English, "reference/Frugal.Onnx.md", "# Frugal.Onnx\n");
            stage.Write(SiteLanguage.French, "reference/Frugal.Onnx.md", "# Frugal.Onnx\n");
            stage.Write(SiteLanguage.English, "notebooks/00-start.md", "# Start\n");
        });

        Assert.That(await FaultsAsync(site, part), Is.EqualTo(new[]
        {
            "docs/fr/notebooks/00-start.md: is missing. Translate artifacts/site-pages/en/notebooks/00-start.md, or remove that page",
            "artifacts/site-pages/en/notebooks/00-start.md: is not in nav of mkdocs.yml. Add it there, or remove the page",
        }));
    }

    [TestCase("  - Home: index.md", "index.md")]
    [TestCase("      - \"Par où ? Ici\": \"a/b.md\"  # why", "a/b.md")]
    [TestCase("  - plain.md", "plain.md")]
    [TestCase("  - A section:", null)]
    [TestCase("  # - Old: old.md", null)]
    public void Entries_are_read_with_and_without_quotes_and_titles(string line, string? page)
    {
        using var folder = new TemporaryFolder();
        folder.Write("mkdocs.yml", $"extra:\n  - Not: this.md\nnav:\n{line}\nplugins:\n  - Nor: that.md\n");

        Assert.That(Navigation.Read(folder.Path, SiteLanguage.English).Entries, Is.EqualTo(page is null ? [] : new[] { new NavigationEntry(page, 4) }));
    }

    private static async Task<IEnumerable<string>> FaultsAsync(SmallSite site, params ISitePart[] parts) =>
        (await Assert.CatchAsync<SiteFaultsException>(() => site.BuildAsync(parts)))!.Faults.Select(fault => fault.ToString());
}
