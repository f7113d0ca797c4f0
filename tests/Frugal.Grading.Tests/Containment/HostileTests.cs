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
        static TestCaseData Case(string submission, Limits limits, params string[] says) =>
            new TestCaseData(new Submission(submission.Split('.')[0], submission.Split('.')[1], "whatever"), limits, Attacks.Of(submission).Cause, says).SetArgDisplayNames(submission);
        return
        [
            Case("Ends.LoopForever", Short, "No answer within 0.5 s"),
            Case("Ends.Deadlock", Short, "a lock that is never released"),
            Case("Ends.StopItself", Short, "No answer within 0.5 s"),
            Case("Ends.Recurse", Usual, "calls itself without end"),
            Case("Ends.Exit", Usual, "exit code 0"),
            Case("Ends.FailFast", Usual, "Environment.FailFast"),
            Case("Ends.ExitInAFinalizer", Usual, "exit code 3"),
            Case("Ends.ExitWhenAnAssemblyIsLoaded", Usual, "exit code 4"),
            Case("Ends.KillItself", Usual, "SIGKILL"),
            Case("Ends.Abort", Usual, "SIGABRT"),
            Case("Ends.WildPointerInNativeCode", Usual, "SIGSEGV"),
            Case("Ends.ThrowOnAnotherThread", Usual, "System.InvalidOperationException: whatever"),
            Case("Floods.ManagedMemory", Small, "ran out of the memory"),
            Case("Floods.NativeMemory", Small, "more than 200 MB"),
            Case("Floods.SharedMemory", Small, "more than 200 MB"),
            Case("Floods.MemoryOfChildren", Small, "more than 200 MB"),
            Case("Floods.Threads", Usual, "more than 512 threads"),
            Case("Floods.ForkBomb", Usual, "more than 16 processes", "more than 512 processes or threads"),   // the kernel's limit, where it is hit between two looks
            Case("Floods.Output", Usual, "more than 4 MB"),
            Case("Floods.Disk", Usual with { File = ByteSize.Parse("20 MB") }, "a file beyond the limit"),
            Case("Floods.ManyFiles", Usual with { Folder = ByteSize.Parse("50 MB") }, "more than 50 MB"),
            Case("Floods.ManyEmptyFiles", Usual with { Entries = 500 }, "more than 500 files"),
            Case("Floods.DeepFolders", Usual, "nested more than 32 deep"),
            Case("Hides.LongPaths", Usual with { Folder = ByteSize.Parse("50 MB") }, "a path of more than 4,000 bytes"),
            Case("Floods.NamesThatAreNotText", Usual, "not UTF-8"),
            Case("Forgeries.GuessedReply", Usual, "Only return values are answers"),
            Case("Forgeries.Garbage", Usual, "not an answer"),
            Case("Forgeries.NotJson", Usual, "not an answer", "more than one answer"),   // the true one may be there when it is looked at
            Case("Forgeries.EndlessFrame", Usual, "more than 16 MB"),
            Case("Forgeries.HalfAFrame", Usual, "not an answer"),
            Case("Forgeries.CloseTheChannel", Usual, "closed its channel"),
            Case("Forgeries.PatchTheWorker", Usual, "FieldAccessException"),
            Case("Channels.ThroughProc", Usual, "Only return values are answers"),
            Case("Channels.DeepAnswer", Usual, "not an answer"),
            Case("Channels.AnswerOfAnotherType", Usual, "not an answer"),
            Case("Channels.NumberBeyondAll", Usual, "not an answer"),
            Case("Channels.TwoNonces", Usual, "not asked for"),
            Case("Channels.AnswerAndMore", Usual, "not an answer"),
            Case("Channels.EndlessTrace", Usual, "The code threw Exception: m"),
            Case("Channels.LinesOfTrace", Usual, "The code threw AAAA"),
            Case("Runtime.ExitThatNeverEnds", Short, "No answer within 0.5 s"),
            Case("Runtime.CrashThatNeverEnds", Short, "No answer within 0.5 s"),
            Case("Runtime.ChangeTheStopwatch", Usual, "FieldAccessException"),
            Case("Runtime.ConvertersForAllTypes", Usual, "InvalidOperationException"),
            Case("Runtime.ExceptionThatNeverEnds", Usual, "calls itself without end"),
            Case("Runtime.ExceptionThatCannotBeRead", Usual, "it has no message"),
            Case("Neighbours.KillTheGroup", Usual, "SIGKILL"),
            Case("Neighbours.HideAsAZombie", Small, "more than 200 MB"),
            Case("Neighbours.Zombies", Usual, "processes"),
            Case("Disks.SparseFile", Usual with { File = ByteSize.Parse("20 MB") }, "a file beyond the limit"),
            Case("Disks.SparseFiles", Usual, "more than 2 GB"),
            Case("Disks.ReservedSpace", Usual with { Folder = ByteSize.Parse("50 MB") }, "more than 50 MB"),
            Case("Disks.LongNames", Usual, "a path of more than 4,000 bytes"),
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
        scratch.Dispose();
        Assert.That(Directory.Exists(scratch.Folder), Is.False, scratch.Folder);
        using var another = new Scratch();                   // a task has a folder of its own
        using var next = StudentProcess.Start(Usual, another);
        Assert.That(next.Call(Probes.Double, 21), Is.EqualTo(42));
    }

    /// <summary>The grader keeps one answer, and no more: it holds little memory however many come.</summary>
    [Test]
    public async Task Endless_answers_are_not_kept()
    {
        using var scratch = new Scratch();
        using var student = StudentProcess.Start(Usual, scratch);
        Assert.That(student.Call(Probes.Run, new Submission("Channels", "EndlessAnswers", "four")), Is.EqualTo(4));
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await Patience.For(TimeSpan.FromSeconds(30)).UntilAsync(() => !student.Alive, "the end of the student's process");

        Assert.That(Assert.Throws<StudentFailure>(() => student.Call(Probes.Double, 21))!.Cause, Is.EqualTo(Attacks.Of("Channels.EndlessAnswers").Cause));
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(100_000_000));
    }

    [Test]
    public void A_question_that_is_taken_from_the_worker_costs_the_next_call()
    {
        using var scratch = new Scratch();
        using var student = StudentProcess.Start(Usual, scratch);
        Assert.That(student.Call(Probes.Run, new Submission("Channels", "ReadAhead", "four")), Is.EqualTo(4));

        var failure = Assert.Throws<StudentFailure>(() => student.Call(Probes.Double, 21, TimeSpan.FromSeconds(0.5)))!;

        Assert.That(failure.Cause, Is.EqualTo(Attacks.Of("Channels.ReadAhead").Cause));
    }

    /// <summary>What answers in the worker's place is the student's code as well: its answers are judged like all others.</summary>
    [Test]
    public void What_answers_in_the_probes_place_must_know_the_answers()
    {
        using var scratch = new Scratch();
        using var student = StudentProcess.Start(Usual, scratch);
        _ = student.Call(Probes.Run, new Submission("Channels", "TakeOver", "four"));

        Assert.That(new[] { 1, 2, 3 }.Select(x => student.Call(Probes.Double, x)), Is.EqualTo(new[] { 42, 42, 42 }), "and not 2, 4, 6");
        using var next = StudentProcess.Start(Usual, scratch);
        Assert.That(next.Call(Probes.Double, 21), Is.EqualTo(42));
    }

    [Test]
    public void A_list_without_end_fills_the_students_process_and_not_the_graders()
    {
        using var scratch = new Scratch();
        using var student = StudentProcess.Start(Small, scratch);

        Assert.That(Assert.Throws<StudentFailure>(() => student.Call(Probes.Sequence, 0))!.Cause, Is.EqualTo(Attacks.Of("Runtime.EndlessList").Cause));
    }

    [TestCase("LyingException")]
    [TestCase("ExceptionNamedAfterTheInput")]
    public void An_exception_does_not_tell_its_author_a_hidden_input(string method)
    {
        using var scratch = new Scratch();
        using var student = StudentProcess.Start(Usual, scratch);

        var failure = Assert.Throws<StudentFailure>(() => student.Call(Probes.Run, new Submission("Runtime", method, "secret70017")))!;

        Assert.That(failure.Cause, Is.EqualTo(Attacks.Of($"Runtime.{method}").Cause));
        Assert.That(failure.Thrown, Does.StartWith($"an exception of its own type in Runtime.{method} (Runtime.cs:").And.Not.Contains("secret"));
    }

    [Test]
    public void A_daemon_without_the_marker_ends_with_the_sandbox()
    {
        NeedsSandbox.OrSkip();   // without one such a process is not found; the card says so
        using var scratch = new Scratch();
        using (var student = StudentProcess.Start(Usual, scratch))
        {
            Assert.That(student.Call(Probes.Run, new Submission("Neighbours", "DaemonWithoutMarker", "98765")), Is.EqualTo(5));
        }

        Assert.That(Left.Running("sleep\098765\0"), Is.Empty);
    }

    [Test]
    public void Code_that_exits_as_it_is_loaded_is_told_to_have_exited()
    {
        using var scratch = new Scratch();
        scratch.Write("exit-at-load", [1]);
        using var student = StudentProcess.Start(Usual, scratch);

        var failure = Assert.Throws<StudentFailure>(() => student.Call(Probes.Double, 21))!;

        Assert.That((failure.Cause, failure.Message), Is.EqualTo((Attacks.Of("Ends.AtLoad").Cause, failure.Message)));
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
