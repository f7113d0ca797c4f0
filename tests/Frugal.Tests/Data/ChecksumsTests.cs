using Frugal.Data;

namespace Frugal.Tests.Data;

public class ChecksumsTests
{
    private TemporaryFolder folder;

    [SetUp]
    public void SetUp()
    {
        folder = new();
        folder.Write("a/f", "x");
        folder.Write("a.txt", "y");      // git orders a-b, a.txt, a/ : the folder as though it ended in '/'
        folder.Write("a-b", "z");
        folder.Write("b/empty", "");
    }

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void A_tree_has_the_name_that_git_gives_it() =>
        Assert.That(Checksums.GitTree(folder.Path), Is.EqualTo("ccf67dfdcccffcd5532f95a46e364ebf995d6600"));   // git add -A; git write-tree

    [Test]
    public void A_manifest_has_the_hash_that_sha256sum_gives_it() =>
        Assert.That(Checksums.Manifest(folder.Path), Is.EqualTo("89ecc981f7e5ba1c434c558696c18fa9891db09355fc988c3936d1d255c27e29"));

    [Test]
    public void One_changed_byte_or_name_changes_both()
    {
        var before = (Checksums.GitTree(folder.Path), Checksums.Manifest(folder.Path));

        File.Move(folder["b/empty"], folder["b/Empty"]);
        var renamed = (Checksums.GitTree(folder.Path), Checksums.Manifest(folder.Path));
        File.Move(folder["b/Empty"], folder["b/empty"]);
        folder.Write("a/f", "X");
        var changed = (Checksums.GitTree(folder.Path), Checksums.Manifest(folder.Path));

        Assert.That(new[] { before.Item1, renamed.Item1, changed.Item1 }.Distinct().Count(), Is.EqualTo(3));
        Assert.That(new[] { before.Item2, renamed.Item2, changed.Item2 }.Distinct().Count(), Is.EqualTo(3));
    }
}
