using Frugal.Setup.Building;

namespace Frugal.Tests.Setup;

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
        var before = Hashes();
        Write("src/A/a.cs", "three");
        var edited = Hashes();
        Write("src/A/b.cs", "two");
        var added = Hashes();
        File.Delete(Path.Combine(root, "src/A/a.cs"));
        var removed = Hashes();

        Assert.That(new[] { before.Times, edited.Times, added.Times, removed.Times }, Is.Unique);
        Assert.That(new[] { before.Contents, edited.Contents, added.Contents, removed.Contents }, Is.Unique);
    }

    [Test]
    public void What_a_build_writes_and_files_outside_do_not_change_the_fingerprint()
    {
        var before = Hashes();

        Write("src/A/obj/generated.cs", "made again");
        Write("src/A/bin/a.dll", "binary");
        Write("README.md", "text");

        Assert.That(Hashes(), Is.EqualTo(before));
    }

    [Test]
    public void The_fingerprint_of_contents_does_not_depend_on_times()
    {
        var before = Hashes();

        File.SetLastWriteTimeUtc(Path.Combine(root, "src/A/a.cs"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.That(Hashes().Contents, Is.EqualTo(before.Contents));
        Assert.That(Hashes().Times, Is.Not.EqualTo(before.Times));
    }

    private (string Times, string Contents) Hashes()
    {
        string[] paths = ["src", "Course.sln", "not-there"];
        return (SourceHash.OfTimes(root, paths), SourceHash.OfContents(root, paths));
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
