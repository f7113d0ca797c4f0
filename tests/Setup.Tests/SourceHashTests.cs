using Frugal.Setup.Building;

namespace Setup.Tests;

public class SourceHashTests
{
    private string root = "";

    [SetUp]
    public void CreateTree()
    {
        root = Directory.CreateTempSubdirectory("frugal-hash-").FullName;
        Write("src/A/a.cs", "one");
        Write("src/A/obj/generated.cs", "made");
        Write("Course.sln", "projects");
    }

    [TearDown]
    public void DeleteTree() => Directory.Delete(root, recursive: true);

    [Test]
    public void An_edited_an_added_and_a_removed_file_each_change_the_fingerprint()
    {
        var before = Hash();
        Write("src/A/a.cs", "three");
        var edited = Hash();
        Write("src/A/b.cs", "two");
        var added = Hash();
        File.Delete(Path.Combine(root, "src/A/a.cs"));
        var removed = Hash();

        Assert.That(new[] { before, edited, added, removed }, Is.Unique);
    }

    [Test]
    public void What_a_build_writes_and_files_outside_do_not_change_the_fingerprint()
    {
        var before = Hash();

        Write("src/A/obj/generated.cs", "made again");
        Write("src/A/bin/a.dll", "binary");
        Write("README.md", "text");

        Assert.That(Hash(), Is.EqualTo(before));
    }

    [Test]
    public void A_file_that_was_written_again_changes_the_fingerprint()
    {
        var before = Hash();

        File.SetLastWriteTimeUtc(Path.Combine(root, "src/A/a.cs"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.That(Hash(), Is.Not.EqualTo(before));
    }

    private string Hash() => SourceHash.OfTimes(root, ["src", "Course.sln", "not-there"]);

    private void Write(string path, string text)
    {
        var file = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
