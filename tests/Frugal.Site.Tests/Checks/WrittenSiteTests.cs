using Frugal.Site.Building;
using Frugal.Site.Checks;
using Frugal.Site.Checks.Links;

namespace Frugal.Site.Tests.Checks;

/// <summary>The course's own written pages, built by the real MkDocs in a folder of their own; empty pages take the place of the made ones, which run notebooks.</summary>
[Category("Slow")]
public class WrittenSiteTests
{
    [Test]
    public async Task The_courses_pages_have_no_faults()
    {
        var mkdocs = MkDocs.OnPath();
        if (mkdocs.Program is null)
        {
            MissingTool.Report("mkdocs is not installed (mkdocs and mkdocs-material).");
        }

        using var folder = new TemporaryFolder();
        foreach (var file in Tree.Files.Where(file => file.StartsWith("docs/", StringComparison.Ordinal) || file is "CHANGELOG.md" or "CHANGELOG.fr.md" or "mkdocs.yml" or "mkdocs.fr.yml").Where(file => File.Exists(Tree.At(file))))
        {
            folder.Write(file, File.ReadAllBytes(Tree.At(file)));
        }

        await new SiteBuilder(folder.Path, [new EmptyPages()], mkdocs).BuildAsync(_ => { }, default);
        var site = new CheckedSite(folder.Path);
        var faults = SiteChecks.Run(site, [new PageCheck(), new LinkCheck(), new LanguageSwitchCheck(), new WeightCheck()], _ => { }, default);

        Assert.That(site.Built, Has.Count.GreaterThan(50));
        Assert.That(faults.Select(fault => fault.ToString()), Is.Empty);
    }

    /// <summary>Adds an empty page for each entry of the navigation that is not written.</summary>
    private sealed class EmptyPages : ISitePart
    {
        public string Name => "Adding empty pages";

        public Task AddAsync(SiteStage stage, CancellationToken cancellation)
        {
            foreach (var language in SiteLanguage.Both)
            {
                foreach (var entry in Navigation.Read(stage.Root, language).Entries.Where(entry => !stage.IsWritten(language, entry.Page)))
                {
                    stage.Write(language, entry.Page, "# Made\n");
                }
            }

            return Task.CompletedTask;
        }
    }
}
