using Frugal.Grading.Containment;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Tests.Containment;

/// <summary>What a submission sees of the grader's own process: with a sandbox, and without one as the same user.</summary>
[Platform("Linux")]
[Category("Machine")]
public class GraderMemoryTests
{
    [TestCase("ReadMemory", false)]
    [TestCase("ReadMemory", true)]
    [TestCase("WriteMemory", false)]
    [TestCase("WriteMemory", true)]
    [TestCase("ReadEnvironment", false)]
    [TestCase("ReadEnvironment", true)]
    [TestCase("ReadMaps", false)]
    [TestCase("ReadMaps", true)]
    [TestCase("ListFiles", false)]
    [TestCase("ListFiles", true)]
    [TestCase("Trace", false)]
    [TestCase("Trace", true)]
    public void The_graders_memory_and_files_are_closed(string method, bool plain)
    {
        if (plain && Environment.IsPrivilegedProcess)
        {
            // Nothing hides a process from root: the submission sees it, and the card says that there was no sandbox.
            Assert.That(method == "Trace" || Meets(method, plain) == Cause.None, Is.True);
            return;
        }

        if (!plain)
        {
            NeedsSandbox.OrSkip();
        }

        Assert.That(Meets(method, plain), Is.EqualTo(Cause.Exception));
    }

    private static Cause Meets(string method, bool plain)
    {
        using var scratch = new Scratch();
        using var student = StudentProcess.Start(new Limits { Time = Patience.Longest(TimeSpan.FromSeconds(30)) }, scratch, plain ? Sandbox.None("None is asked for.") : Sandbox.Best);
        try
        {
            student.Call(Probes.Run, new Submission("Spies", method, $"{Environment.ProcessId}"));
            return Cause.None;
        }
        catch (StudentFailure failure)
        {
            return failure.Cause;
        }
    }
}
