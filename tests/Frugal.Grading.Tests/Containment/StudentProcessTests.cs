using Frugal.Grading.Containment;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Tests.Containment;

/// <summary>What honest code meets: answers, exceptions, several calls in one process.</summary>
[Category("Machine")]
public class StudentProcessTests
{
    private Scratch scratch = null!;
    private StudentProcess student = null!;

    [SetUp]
    public void Start()
    {
        scratch = new Scratch();
        student = StudentProcess.Start(new Limits { Time = Patience.Longest(TimeSpan.FromSeconds(30)) }, scratch);
    }

    [TearDown]
    public void End()
    {
        student.Dispose();
        scratch.Dispose();
        Assert.That(Directory.Exists(scratch.Folder), Is.False);
    }

    [Test]
    public void Several_calls_are_answered_by_one_process()
    {
        Assert.Multiple(() =>
        {
            Assert.That(student.Call(Probes.Double, 21), Is.EqualTo(42));
            Assert.That(student.Call(Probes.Reversed, (int[])[1, 2, 3]), Is.EqualTo((int[])[3, 2, 1]));
            Assert.That(student.Call(Probes.Later, 0.5), Is.EqualTo(0.5));
            Assert.That(student.Call(Probes.Nothing, 0), Is.Null);
            Assert.That(student.Alive, Is.True);
        });
    }

    [Test]
    public void A_task_that_is_not_done_gives_its_hint_and_the_process_lives_on()
    {
        var failure = Assert.Throws<StudentFailure>(() => student.Call(Probes.NotDone, 5))!;

        Assert.Multiple(() =>
        {
            Assert.That(failure.Cause, Is.EqualTo(Cause.NotDone));
            Assert.That(failure.Message, Is.EqualTo("Task 1 - return 5 twice. Hint: multiply."));
            Assert.That(student.Call(Probes.Double, 4), Is.EqualTo(8));
        });
    }

    [Test]
    public void An_exception_comes_with_its_name_message_and_trace()
    {
        var failure = Assert.Throws<StudentFailure>(() => student.Call(Probes.Overflow, 1))!;

        Assert.Multiple(() =>
        {
            Assert.That(failure.Cause, Is.EqualTo(Cause.Exception));
            Assert.That(failure.Message, Does.StartWith("The code threw OverflowException: "));
            Assert.That(failure.Details, Does.Contain("Hostile.Plain.Wrong"));
            Assert.That(failure.Thrown, Does.Match(@"^OverflowException in Plain\.Wrong \(Plain\.cs:\d+\)$"));
        });
    }

    [Test]
    public void Null_where_a_value_is_promised_is_a_wrong_answer() =>
        Assert.That(Assert.Throws<StudentFailure>(() => student.Call(Probes.Promised, 0))!.Cause, Is.EqualTo(Cause.WrongAnswer));

    /// <summary>A largest difference below a tolerance is no difference where all numbers are NaN: NUnit and LINQ take NaN for the smallest number.</summary>
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void A_number_that_cannot_be_compared_is_a_wrong_answer(double value)
    {
        Assert.That(new[] { double.NaN, 0.01 }.Max(), Is.LessThan(0.1), "what a test would see");
        Assert.That(Assert.Throws<StudentFailure>(() => student.Call(Probes.Later, value))!.Cause, Is.EqualTo(Cause.WrongAnswer));
    }

    [Test]
    public void Memory_is_measured_and_a_process_that_is_over_answers_no_more()
    {
        student.Call(Probes.Double, 1);

        Assert.That(student.PeakMemory.Anonymous.Bytes, Is.GreaterThan(1_000_000));
        student.Dispose();
        Assert.That(student.Alive, Is.False);
        Assert.That(() => student.Call(Probes.Double, 1), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test, Platform("Linux")]
    public void Memory_that_no_file_is_behind_counts_however_it_was_taken()
    {
        student.Call(Probes.Run, new Submission("Floods", "MemoryBesideTheBudget", "four"));

        Assert.That(student.PeakMemory.Anonymous.Bytes, Is.GreaterThan(100_000_000));
    }

    [Test, Platform("Linux")]
    public void Its_processor_time_is_that_of_the_work_and_stands_still_while_others_work()
    {
        student.Call(Probes.Double, 1);
        var before = student.ProcessorTime!();

        student.Call(Probes.Work, 300);
        var worked = student.ProcessorTime!() - before;
        _ = Probes.Work(300);
        var idle = student.ProcessorTime!() - before - worked;

        Assert.That(worked.TotalMilliseconds, Is.GreaterThanOrEqualTo(300).And.LessThan(600), "the worker's own threads take a little");
        Assert.That(idle.TotalMilliseconds, Is.LessThan(100));
    }

    [Test]
    public void The_graders_own_process_never_loads_the_submission()
    {
        student.Call(Probes.Double, 1);

        Assert.That(AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name), Has.None.EqualTo("Hostile"));
    }
}
