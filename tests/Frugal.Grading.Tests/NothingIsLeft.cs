namespace Frugal.Grading.Tests;

/// <summary>After all tests of this assembly, the hostile ones among them: no folder, process, mount or cgroup of theirs is there any more.</summary>
[SetUpFixture]
public class NothingIsLeft
{
    private static readonly string Mine = $"-{Environment.ProcessId:x}-";

    [OneTimeTearDown]
    public void LookForIt()
    {
        Assert.That(Directory.EnumerateDirectories(Path.GetTempPath(), "frugal-*").Where(path => path.Contains(Mine, StringComparison.Ordinal)), Is.Empty, "folders");
        if (OperatingSystem.IsLinux())
        {
            Assert.That(File.ReadLines("/proc/self/mounts").Where(line => line.Contains($"frugal-scratch{Mine}", StringComparison.Ordinal)), Is.Empty, "mounts");
            Assert.That(Processes().Where(process => process.Contains($"frugal-scratch{Mine}", StringComparison.Ordinal)), Is.Empty, "processes");
            Assert.That(Groups().Where(path => path.Contains($"frugal{Mine}", StringComparison.Ordinal)), Is.Empty, "cgroups");
        }
    }

    private static IEnumerable<string> Processes() => Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])).Select(folder =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "environ"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    });

    private static IEnumerable<string> Groups() => Directory.Exists("/sys/fs/cgroup")
        ? Directory.EnumerateDirectories("/sys/fs/cgroup", "frugal-*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 6 })
        : [];
}
