using Frugal.Cli.Commands.Site;
using Frugal.Site.Building;
using Frugal.Site.Checks;

namespace Frugal.Cli.Tests.Site;

public class SiteCheckCommandTests
{
    [Test]
    public void Each_fault_is_a_line_and_the_exit_code_is_1()
    {
        using var folder = Built();

        var (code, output, error) = CommandRun.Of(SiteCheckCommand.Create(() => folder.Path, [new Fixed(new("docs/en/a.md", 3, "is\nwrong. Correct it"), new("mkdocs.yml", 7, "is wrong too"))]), "check");

        Assert.That((code, output), Is.EqualTo((1, "docs/en/a.md:3: is wrong. Correct it\nmkdocs.yml:7: is wrong too\nsite checked: 2 pages, 2 faults\n")));
        Assert.That(error, Is.EqualTo("Checking what is asked\n"));
    }

    [Test]
    public void A_sound_site_is_told_by_one_line()
    {
        using var folder = Built();

        var (code, output, _) = CommandRun.Of(SiteCheckCommand.Create(() => folder.Path, [new Fixed()]), "check");

        Assert.That((code, output), Is.EqualTo((0, "site checked: 2 pages, no faults\n")));
    }

    [Test]
    public void A_site_that_is_not_built_and_a_missing_program_end_in_one_line()
    {
        using var folder = new TemporaryFolder();

        var (code, output, error) = CommandRun.Of(SiteCheckCommand.Create(() => folder.Path, []), "check");

        Assert.That((code, output), Is.EqualTo((1, "")));
        Assert.That(error, Is.EqualTo("frugal: artifacts/site/en/index.html: does not exist, so there is no built site to check. Build it: ./frugal site build\n"));
    }

    private static TemporaryFolder Built()
    {
        var folder = new TemporaryFolder();
        foreach (var file in new[] { "artifacts/site/en/index.html", "artifacts/site/fr/index.html", "artifacts/site-pages/en/index.md", "artifacts/site-pages/fr/index.md" })
        {
            folder.Write(file, "");
        }

        return folder;
    }

    private sealed class Fixed(params SiteFault[] faults) : ISiteCheck
    {
        public string Name => "what is asked";

        public IEnumerable<SiteFault> Find(CheckedSite site, CancellationToken cancellation) => faults;
    }
}
