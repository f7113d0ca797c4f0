namespace Frugal.Site.Tests.Building;

public class SiteBuilderTests
{
    private static readonly FakePart Diagrams = new(stage =>
    {
        foreach (var language in SiteLanguage.Both)
        {
            stage.Write(language, "index.md", stage.Read(language, "index.md").Replace("<!-- diagram: grid -->", "![grid](grid.svg)", StringComparison.Ordinal));
            stage.Write(language, "grid.svg", "<svg/>");
        }
    });

    [Test]
    public async Task Both_languages_are_built_into_one_static_folder()
    {
        using var site = new SmallSite();

        var built = await site.BuildAsync();

        Assert.Multiple(() =>
        {
            Assert.That(built.Folder, Is.EqualTo(site["artifacts/site"]));
            Assert.That(built.Pages, Is.EqualTo(new Dictionary<string, int> { ["en"] = 2, ["fr"] = 2 }));
            Assert.That(site.Read("artifacts/site/fr/labs/index.html"), Is.EqualTo(site.Read("docs/fr/labs/index.md")));
            Assert.That(site.Read("artifacts/site/index.html"), Does.Contain("Start"));
            Assert.That(site.Read("artifacts/site/en/search/search_index.js"), Is.EqualTo("var __index = {}"));
            Assert.That(File.Exists(site["artifacts/site/.nojekyll"]));
            Assert.That(Directory.Exists(site["artifacts/site-build"]), Is.False, "nothing of the build is left");
        });
    }

    [Test]
    public async Task A_part_rewrites_staged_pages_and_leaves_the_written_ones_alone()
    {
        using var site = new SmallSite();
        site.WriteBoth("index.md", "# Home\n\n<!-- diagram: grid -->\n");

        await site.BuildAsync(Diagrams);

        Assert.That(site.Read("artifacts/site/en/index.html"), Is.EqualTo("# Home\n\n![grid](grid.svg)\n"));
        Assert.That(site.Read("docs/en/index.md"), Does.Contain("<!-- diagram: grid -->"));
    }

    [Test]
    public async Task Unchanged_staged_pages_keep_their_times_and_pages_that_are_gone_are_removed()
    {
        using var site = new SmallSite();
        site.WriteBoth("index.md", "# Home\n\n<!-- diagram: grid -->\n");
        await site.BuildAsync(Diagrams);
        string[] pages = ["artifacts/site-pages/en/index.md", "artifacts/site-pages/en/grid.svg", "artifacts/site-pages/en/labs/index.md"];
        Array.ForEach(pages, page => File.SetLastWriteTimeUtc(site[page], DateTime.UnixEpoch));
        foreach (var language in SiteLanguage.Both)
        {
            Directory.Delete(site[$"docs/{language.Code}/labs"], recursive: true);
            site.Navigate(language, "index.md");
        }

        await site.BuildAsync(Diagrams);

        Assert.That(pages[..2].Select(page => File.GetLastWriteTimeUtc(site[page])), Is.All.EqualTo(DateTime.UnixEpoch));
        Assert.That(Directory.Exists(site["artifacts/site-pages/en/labs"]), Is.False);
        Assert.That(Directory.Exists(site["artifacts/site/en/labs"]), Is.False);
    }

    [Test]
    public async Task A_changed_page_is_staged_again()
    {
        using var site = new SmallSite();
        await site.BuildAsync();
        site.Write("docs/fr/index.md", "# Accueil\n");

        await site.BuildAsync();

        Assert.That(site.Read("artifacts/site/fr/index.html"), Is.EqualTo("# Accueil\n"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_build_that_fails_leaves_the_old_site(bool inMkDocs)
    {
        using var site = new SmallSite();
        await site.BuildAsync();
        site.WriteBoth("index.md", "# New\n");
        site.MkDocs.Run = language => inMkDocs && language == SiteLanguage.French ? new(1, "Error: no more memory") : new(0, "");
        var part = new FakePart(_ => throw new FrugalException("notebooks/a.ipynb:3: fails"));

        Assert.That(() => inMkDocs ? site.BuildAsync() : site.BuildAsync(part), Throws.InstanceOf<FrugalException>().With.Message.EqualTo(inMkDocs ? "mkdocs.fr.yml: no more memory" : "notebooks/a.ipynb:3: fails"));

        Assert.That(site.Read("artifacts/site/en/index.html"), Does.StartWith("# Home"));
        Assert.That(Directory.Exists(site["artifacts/site-build"]), Is.False);
    }

    [Test]
    public async Task A_cancelled_build_leaves_the_old_site()
    {
        using var site = new SmallSite();
        using var stop = new CancellationTokenSource();
        await site.BuildAsync();
        site.WriteBoth("index.md", "# New\n");
        site.MkDocs.Meanwhile = stop.CancelAsync;

        Assert.That(() => site.BuildAsync(site.MkDocs, stop.Token), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(site.Read("artifacts/site/en/index.html"), Does.StartWith("# Home"));
        Assert.That(Directory.Exists(site["artifacts/site-build"]), Is.False);
    }

    [Test]
    public async Task A_second_build_at_the_same_time_is_refused()
    {
        using var site = new SmallSite();
        var second = "";
        site.MkDocs.Meanwhile = async () => second = (await Assert.CatchAsync<FrugalException>(() => site.BuildAsync(new FakeMkDocs(), default)))!.Message;

        await site.BuildAsync();

        Assert.That(second, Is.EqualTo($"{site.Root}: another 'frugal site' builds the site of this clone. Wait until it has finished, then try again."));
    }

    /// <summary>Killed between the two renamings, or before the old site was removed.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public async Task A_site_that_a_killed_build_put_aside_is_back_after_a_failed_build(bool killedEarly)
    {
        using var site = new SmallSite();
        await site.BuildAsync();
        site.Write("artifacts/site-build/left/over.html", "");
        if (killedEarly)
        {
            Directory.Move(site["artifacts/site"], site["artifacts/site.old"]);
        }
        else
        {
            site.Write("artifacts/site.old/index.html", "");
        }

        site.MkDocs.Run = _ => new(1, "Error: no");
        Assert.That(() => site.BuildAsync(), Throws.InstanceOf<FrugalException>());

        Assert.That(site.Read("artifacts/site/en/index.html"), Does.StartWith("# Home"));
        Assert.That(Directory.GetDirectories(site["artifacts"]).Select(Path.GetFileName), Is.EquivalentTo(new[] { "site", "site-pages" }));
    }

    [Test]
    public void A_file_that_cannot_be_read_is_reported_in_one_line()
    {
        using var site = new SmallSite();
        File.Delete(site["docs/start.html"]);

        Assert.That(() => site.BuildAsync(), Throws.TypeOf<FrugalException>().With.Message.Contains("start.html").And.Message.EndsWith("then build again."));
    }

    [Test]
    public async Task Drafts_of_editors_are_not_staged()
    {
        using var site = new SmallSite();
        site.Write("docs/en/.index.md.swp", "half");

        await site.BuildAsync();

        Assert.That(File.Exists(site["artifacts/site-pages/en/.index.md.swp"]), Is.False);
    }

    [Test]
    public void A_change_of_a_page_a_configuration_or_a_source_of_a_part_is_seen()
    {
        using var site = new SmallSite();
        site.Write("notebooks/a.ipynb", "{}");
        site.Write("notes.txt", "");
        var watch = site.Builder(new FakePart(_ => { }) { Sources = ["notebooks"] }).Watch();
        watch.Interval = TimeSpan.FromMilliseconds(10);

        site.Write("docs/fr/index.md", "# Autre\n");
        site.Write("mkdocs.yml", "site_name: Other\n");
        site.Write("notebooks/a.ipynb", "{ }");
        site.Write("notes.txt", "not a source");
        using var limit = new CancellationTokenSource(Patience.Longest(TimeSpan.FromSeconds(5)));

        Assert.That(watch.Wait(limit.Token), Is.EqualTo(new[] { "docs/fr/index.md", "mkdocs.yml", "notebooks/a.ipynb" }));
    }
}
