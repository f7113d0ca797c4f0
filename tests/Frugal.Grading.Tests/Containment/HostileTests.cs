using Frugal.Grading.Containment;
using Frugal.Grading.Grades;
using Frugal.Measuring;

namespace Frugal.Grading.Tests.Containment;

/// <summary>Submissions that hang, crash, take too much or lie: the cause is told, nothing is left behind, and the next task is graded.</summary>
[Platform("Linux"), Parallelizable, TakesTurns]
[Category("Long")]
public class HostileTests
{
    /// <summary>For what never ends by itself.</summary>
    private static readonly Limits Short = new() { Time = TimeSpan.FromSeconds(0.5) };

    /// <summary>For what ends by itself or at another limit, however slowly on a busy machine.</summary>
    private static readonly Limits Usual = new() { Time = Patience.Longest(TimeSpan.FromMinutes(1)) };

    private static readonly Limits Small = Usual with { Memory = ByteSize.Parse("200 MB") };

    private static IEnumerable<TestCaseData> Submissions()
    {
        static TestCaseData Case(string submission, Limits limits, Cause cause, params string[] says) =>
            new TestCaseData(new Submission(submission.Split('.')[0], submission.Split('.')[1], "whatever"), limits, cause, says).SetArgDisplayNames(submission);
        return
        [
            Case("Ends.LoopForever", Short, Cause.Timeout, "No answer within 0.5 s"),
            Case("Ends.Deadlock", Short, Cause.Timeout, "a lock that is never released"),
            Case("Ends.StopItself", Short, Cause.Timeout, "No answer within 0.5 s"),
            Case("Ends.Recurse", Usual, Cause.StackOverflow, "calls itself without end"),
            Case("Ends.Exit", Usual, Cause.Exit, "exit code 0"),
            Case("Ends.FailFast", Usual, Cause.Exit, "Environment.FailFast"),
            Case("Ends.ExitInAFinalizer", Usual, Cause.Exit, "exit code 3"),
            Case("Ends.ExitWhenAnAssemblyIsLoaded", Usual, Cause.Exit, "exit code 4"),
            Case("Ends.KillItself", Usual, Cause.Crash, "SIGKILL"),
            Case("Ends.Abort", Usual, Cause.Crash, "SIGABRT"),
            Case("Ends.WildPointerInNativeCode", Usual, Cause.Crash, "SIGSEGV"),
            Case("Ends.ThrowOnAnotherThread", Usual, Cause.Crash, "System.InvalidOperationException: whatever"),
            Case("Floods.ManagedMemory", Small, Cause.OutOfMemory, "ran out of the memory"),
            Case("Floods.NativeMemory", Small, Cause.OutOfMemory, "more than 200 MB"),
            Case("Floods.SharedMemory", Small, Cause.OutOfMemory, "more than 200 MB"),
            Case("Floods.MemoryOfChildren", Small, Cause.OutOfMemory, "more than 200 MB"),
            Case("Floods.Threads", Usual, Cause.TooManyProcesses, "more than 512 threads"),
            Case("Floods.ForkBomb", Usual, Cause.TooManyProcesses, "more than 16 processes", "more than 512 processes or threads"),   // the kernel's limit, where it is hit between two looks
            Case("Floods.Output", Usual, Cause.OutputFlood, "more than 4 MB"),
            Case("Floods.Disk", Usual with { File = ByteSize.Parse("20 MB") }, Cause.TooLarge, "a file beyond the limit"),
            Case("Floods.ManyFiles", Usual with { Folder = ByteSize.Parse("50 MB") }, Cause.TooLarge, "more than 50 MB"),
            Case("Floods.ManyEmptyFiles", Usual with { Entries = 500 }, Cause.TooLarge, "more than 500 files"),
            Case("Floods.DeepFolders", Usual, Cause.Cheating, "nested more than 32 deep"),
            Case("Hides.LongPaths", Usual with { Folder = ByteSize.Parse("50 MB") }, Cause.Cheating, "a path of more than 4,000 bytes"),
            Case("Floods.NamesThatAreNotText", Usual, Cause.Cheating, "not UTF-8"),
            Case("Forgeries.GuessedReply", Usual, Cause.Cheating, "Only return values are answers"),
            Case("Forgeries.Garbage", Usual, Cause.Cheating, "not an answer"),
            Case("Forgeries.NotJson", Usual, Cause.Cheating, "not an answer", "more than one answer"),   // the true one may be there when it is looked at
            Case("Forgeries.EndlessFrame", Usual, Cause.Cheating, "more than 16 MB"),
            Case("Forgeries.HalfAFrame", Usual, Cause.Cheating, "not an answer"),
            Case("Forgeries.CloseTheChannel", Usual, Cause.Cheating, "closed its channel"),
            Case("Forgeries.PatchTheWorker", Usual, Cause.Exception, "FieldAccessException"),
        ];
    }

    [TestCaseSource(nameof(Submissions))]
    public void The_cause_is_told_and_the_next_task_is_graded(Submission submission, Limits limits, Cause cause, string[] says)
    {
        using var scratch = new Scratch();
        using (var student = StudentProcess.Start(limits, scratch))
        {
            var failure = Assert.Throws<StudentFailure>(() => student.Call(Probes.Run, submission))!;

            Assert.Multiple(() =>
            {
                Assert.That(failure.Cause, Is.EqualTo(cause), $"{failure.Message}\n{failure.Details}");
                Assert.That(says.Any(failure.Message.Contains), failure.Message);
            });
        }

        Assert.That(Left.By(scratch), Is.Empty);
        using var other = new Scratch();
        using var next = StudentProcess.Start(Usual, other);
        Assert.That(next.Call(Probes.Double, 21), Is.EqualTo(42));
    }

    [Test]
    public void Code_that_exits_as_it_is_loaded_is_told_to_have_exited()
    {
        using var scratch = new Scratch();
        scratch.Write("exit-at-load", [1]);
        using var student = StudentProcess.Start(Usual, scratch);

        var failure = Assert.Throws<StudentFailure>(() => student.Call(Probes.Double, 21))!;

        Assert.That((failure.Cause, failure.Message), Is.EqualTo((Cause.Exit, failure.Message)));
        Assert.That(failure.Message, Does.Contain("exit code 5"));
    }

    [Test]
    public void A_reply_with_the_calls_own_nonce_is_a_wrong_answer_and_then_known_as_forged()
    {
        using var scratch = new Scratch();
        using var student = StudentProcess.Start(Usual, scratch);
        var asked = new Submission("Forgeries", "StolenNonce", "four");
        int? answer = null;
        try
        {
            answer = student.Call(Probes.Run, asked);
        }
        catch (StudentFailure failure)                       // where both replies had come before the first was read
        {
            Assert.That(failure.Cause, Is.EqualTo(Cause.Cheating), $"{failure.Message}\n{failure.Details}");
        }

        Assert.That(answer, Is.Null.Or.EqualTo(42), "not 4, which is right");
        Assert.That(Assert.Throws<StudentFailure>(() => student.Call(Probes.Double, 21))!.Cause, Is.EqualTo(Cause.Cheating));
    }

    [Test]
    public async Task A_thread_that_throws_after_the_answer_costs_the_next_call_and_no_other_process()
    {
        using var scratch = new Scratch();
        using (var student = StudentProcess.Start(Usual, scratch))
        {
            Assert.That(student.Call(Probes.Run, new Submission("Ends", "ThrowAfterTheAnswer", "late")), Is.EqualTo(4));
            await Patience.For(TimeSpan.FromSeconds(20)).UntilAsync(() => !student.Alive, "the end of the student's process");

            var failure = Assert.Throws<StudentFailure>(() => student.Call(Probes.Double, 21))!;

            Assert.That((failure.Cause, failure.Message.Contains("InvalidOperationException: late", StringComparison.Ordinal)), Is.EqualTo((Cause.Crash, true)));
        }

        using var next = StudentProcess.Start(Usual, scratch);
        Assert.That(next.Call(Probes.Double, 21), Is.EqualTo(42));
    }

    [TestCase("Ends", "BurnAfterTheAnswer", TestName = "A thread that runs on ends with its process")]
    [TestCase("Floods", "Daemon", TestName = "A daemon ends with its process")]
    public void What_runs_on_ends_with_its_process(string type, string method)
    {
        using var scratch = new Scratch();
        foreach (var sandbox in new[] { Sandbox.Best, Sandbox.None("None is asked for.") })
        {
            using (var student = StudentProcess.Start(Usual, scratch, sandbox))
            {
                Assert.That(student.Call(Probes.Run, new Submission(type, method, "4321")), Is.EqualTo(4));
                Assert.That(Left.By(scratch), Is.Not.Empty);
            }

            Assert.That(Left.By(scratch), Is.Empty);
        }
    }
}
