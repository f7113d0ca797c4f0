using Frugal.Grading.Containment;
using Frugal.Grading.Grades;
using Frugal.Measuring;

namespace Frugal.Grading.Tests.Containment;

/// <summary>Space that a submission takes where no folder shows it, and honest programs beside it.</summary>
[Platform("Linux"), Parallelizable, TakesTurns]
[Category("Long")]
public class HiddenSpaceTests
{
    private static readonly Limits Usual = new() { Time = Patience.Longest(TimeSpan.FromMinutes(1)) };

    private static readonly Limits SmallDisk = Usual with { Folder = ByteSize.Parse("50 MB"), File = ByteSize.Parse("50 MB") };

    private static readonly Limits SmallMemory = Usual with { Memory = ByteSize.Parse("300 MB") };

    [TestCase("DeletedFiles", false)]
    [TestCase("DeletedFiles", true)]
    [TestCase("DeletedMappings", false)]
    [TestCase("DeletedMappings", true)]
    [TestCase("SentFiles", false)]
    [TestCase("SentFiles", true)]
    public void Files_without_a_name_count_as_the_folders(string method, bool plain) =>
        Ends(SmallDisk, method, plain, Cause.TooLarge, "more than 50 MB");

    [TestCase(false)]
    [TestCase(true)]
    public void Memory_that_is_not_mapped_counts(bool plain) => Ends(SmallMemory, "UnmappedMemory", plain, Cause.OutOfMemory, "more than 300 MB");

    [TestCase("/tmp")]
    [TestCase("/dev/shm")]
    public void File_systems_in_memory_are_small_and_deleted_files_take_their_space(string folder)
    {
        NeedsSandbox.OrSkip();
        Ends(Usual, "DeletedInMemory", false, Cause.Exception, "No space left", folder);
    }

    [TestCase("/var/tmp")]
    [TestCase("/run")]
    [TestCase("/dev")]
    [TestCase("/")]
    public void No_other_folder_can_be_written(string folder)
    {
        NeedsSandbox.OrSkip();
        Ends(Usual, "DeletedInMemory", false, Cause.Exception, "", folder);
    }

    [Test]
    public void A_namespace_of_its_own_is_refused()
    {
        NeedsSandbox.OrSkip();
        Ends(Usual, "OwnNamespace", false, Cause.Exception, "refused");
    }

    /// <summary>Root sees the files of every process.</summary>
    [Test]
    public void Who_hides_its_open_files_is_ended()
    {
        if (Environment.IsPrivilegedProcess)
        {
            Assert.That(() => Run(Usual with { Time = TimeSpan.FromSeconds(3) }, "NotDumpable", true), Throws.TypeOf<StudentFailure>().With.Property("Cause").EqualTo(Cause.Timeout));
            return;
        }

        Ends(Usual, "NotDumpable", true, Cause.Cheating, "hides its open files");
    }

    [TestCase("SparseFiles", false)]
    [TestCase("SparseFiles", true)]
    [TestCase("SmallThings", false)]
    [TestCase("SmallThings", true)]
    public void What_takes_little_space_is_allowed(string method, bool plain) => Assert.That(Run(SmallDisk, method, plain), Is.EqualTo(4));

    private static void Ends(Limits limits, string method, bool plain, Cause cause, string says, string about = "file")
    {
        var failure = Assert.Throws<StudentFailure>(() => Run(limits, method, plain, about))!;

        Assert.That(failure.Cause, Is.EqualTo(cause), $"{failure.Message}\n{failure.Details}");
        Assert.That(failure.Message, Does.Contain(says));
    }

    /// <summary>Plain is without a sandbox, where only the limits hold.</summary>
    private static int Run(Limits limits, string method, bool plain, string about = "file")
    {
        using var scratch = new Scratch();
        using var student = StudentProcess.Start(limits, scratch, plain ? Sandbox.None("None is asked for.") : Sandbox.Best);
        return student.Call(Probes.Run, new Submission("Hides", method, about));
    }
}
