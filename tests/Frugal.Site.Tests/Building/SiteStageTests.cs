using Frugal.Site.Building;

namespace Frugal.Site.Tests.Building;

public class SiteStageTests
{
    [Test]
    public void An_unchanged_page_keeps_its_time_and_a_changed_one_is_written()
    {
        using var folder = new TemporaryFolder();
        var stage = SiteStage.Of(folder.Path);
        var file = Path.Combine(stage.Folder(SiteLanguage.French), "a", "b.md");
        stage.Write(SiteLanguage.French, "a/b.md", "é");
        var before = DateTime.UnixEpoch;
        File.SetLastWriteTimeUtc(file, before);

        stage.Write(SiteLanguage.French, "a/b.md", "é");
        var unchanged = File.GetLastWriteTimeUtc(file);
        stage.Write(SiteLanguage.French, "a/b.md", "è");

        Assert.That(unchanged, Is.EqualTo(before));
        Assert.That(File.ReadAllText(file), Is.EqualTo("è"));
    }
}
