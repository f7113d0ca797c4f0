using Frugal.Grading.Containment;
using Frugal.Grading.Grades;
using Frugal.Measuring;

namespace Frugal.Grading.Tests.Containment;

public class FolderWalkTests
{
    /// <summary>Files can be written into such a folder by their names, and would not be counted. The folder says no by itself, so that root is refused too.</summary>
    [Test]
    public void A_folder_that_cannot_be_listed_is_a_reason_to_end()
    {
        using var folder = new TemporaryFolder();
        folder.Write("open/a", "a");
        folder.Write("locked/b", "b");

        var failure = FolderWalk.Excess(folder.Path, new Limits(), 0, inner => inner.Name == "locked" ? throw new UnauthorizedAccessException() : inner.EnumerateFileSystemInfos());

        Assert.That((failure?.Cause, failure?.Message), Is.EqualTo((Cause.Cheating, failure?.Message)));
        Assert.That(failure!.Message, Does.Contain("a folder that cannot be listed"));
        Assert.That(FolderWalk.Excess(folder.Path, new Limits()), Is.Null);
    }

    [Test]
    [Platform("Linux")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_folder_without_permissions_is_one()
    {
        using var folder = new TemporaryFolder();
        folder.Write("locked/b", "b");
        File.SetUnixFileMode(folder["locked"], UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            Assert.That(FolderWalk.Excess(folder.Path, new Limits())?.Cause, Is.EqualTo(Environment.IsPrivilegedProcess ? null : Cause.Cheating), "root may list every folder");
        }
        finally
        {
            File.SetUnixFileMode(folder["locked"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>For a folder that vanishes while it is looked at there is nothing to say.</summary>
    [Test]
    public void A_folder_that_is_gone_is_none()
    {
        using var folder = new TemporaryFolder();
        folder.Write("gone/b", "b");

        Assert.That(FolderWalk.Excess(folder.Path, new Limits(), 0, inner => inner.Name == "gone" ? throw new DirectoryNotFoundException() : inner.EnumerateFileSystemInfos()), Is.Null);
    }

    [Test]
    [Platform("Linux")]
    public void Holes_and_second_names_take_no_space()
    {
        using var folder = new TemporaryFolder();
        using (var sparse = File.Create(folder["sparse"]))
        {
            sparse.SetLength(1_000_000_000);
        }

        folder.Write("named", new byte[600_000]);
        File.CreateSymbolicLink(folder["link"], folder["named"]);
        var limits = new Limits { Folder = ByteSize.Parse("1 MB") };

        Assert.That(FolderWalk.Excess(folder.Path, limits), Is.Null);
        Assert.That(FolderWalk.Excess(folder.Path, limits, held: 500_000)?.Cause, Is.EqualTo(Cause.TooLarge));
        folder.Write("second", new byte[600_000]);
        Assert.That(FolderWalk.Excess(folder.Path, limits)?.Cause, Is.EqualTo(Cause.TooLarge));
    }
}
