[assembly: GradedLab("tiny")]

namespace Tiny;

/// <summary>Half done: the positive sum is right, a hidden one is not.</summary>
[Task(1, "Add numbers"), Points(4), Hint("A loop will do.")]
public class AddTests : TaskFixture
{
    [Test, Points(1)]
    public void Two_numbers_give_their_sum() => Assert.That(Student.Call(Probes.Add, new Sum(Tiny.Student.Work, 1, 2)), Is.EqualTo(3));

    [TestCase(4001, 4002), TestCase(-4003, 4004), Hidden]
    public void Any_numbers_give_their_sum(int a, int b)
    {
        TestContext.Out.WriteLine($"{a} + {b}");
        var sum = Student.Call(Probes.Add, new Sum(Tiny.Student.Work, a, b));

        Assert.Multiple(() =>
        {
            Assert.That(sum, Is.EqualTo(a + b), $"{a} and {b}");
            Assert.That(sum - b, Is.EqualTo(a));
        });
    }
}

/// <summary>In the source fast stands before small, and small before right.</summary>
[Task(2, "Right, small, fast")]
public class StageTests : TaskFixture
{
    [Test, Points(1), Stage(Stage.Fast)]
    public void It_is_fast() => Assert.Pass();

    [Test, Points(1), Stage(Stage.Small)]
    public void It_is_small()
    {
        Record("size", new Figure(500_000, "bytes"), new Budget(400_000, "bytes", AtMost: true));
        if (Tiny.Student.Work != Work.Done)
        {
            throw new GradingException(Cause.TooLarge, "500 KB. Allowed: 400 KB.");
        }
    }

    [Test, Points(1), Hint("Read it again.")]
    public void It_is_right() => Answer.Of(Tiny.Student.Work != Work.NotDone, Cause.NotDone);
}

[Task(3, "Builds on a test of the first"), Points(1), Requires(1, nameof(AddTests.Any_numbers_give_their_sum))]
public class ThirdTests : TaskFixture
{
    [Test]
    public void It_stands() => Assert.Pass();
}

[Task(4, "Builds on the third"), Points(1), Requires(3, nameof(ThirdTests.It_stands))]
public class FourthTests : TaskFixture
{
    [OneTimeSetUp]
    public void Prepare() => Assert.That(Tiny.Student.Work, Is.EqualTo(Work.Done), "the set-up ran although the third task waits");

    [Test]
    public void It_stands() => Assert.Pass();
}

[Task(5, "Timed on a noisy machine"), Points(1)]
public class NoiseTests : TaskFixture
{
    [Test]
    public void It_is_faster()
    {
        if (Tiny.Student.Work != Work.Done)
        {
            throw new GradingException(Cause.Noise, "between 1.2x and 2.9x.");
        }
    }
}

[Task(6, "Prepared before its tests"), Points(2), Hint("Do not wait for ever.")]
public class SetUpTests : TaskFixture
{
    [OneTimeSetUp]
    public void Prepare() => Answer.Of(Tiny.Student.Work == Work.Done, Cause.Timeout);

    [Test]
    public void One() => Assert.Pass();

    [Test]
    public void Two() => Assert.Pass();
}

[Task(7, "Builds on the sixth, and on a noisy one"), Points(1), Requires(5, nameof(NoiseTests.It_is_faster)), Requires(6, nameof(SetUpTests.One))]
public class SeventhTests : TaskFixture
{
    [Test]
    public void Unseen_numbers_are_recorded()
    {
        Record("first", new Figure(Unseen.Next(1_000_000), "x"));
    }
}

/// <summary>The first test passes whatever was done; the second finds out how.</summary>
[Task(9, "Only looks done"), Points(2)]
public class NinthTests : TaskFixture
{
    [Test]
    public void The_answer_is_right() => Answer.Of(Tiny.Student.Work != Work.NotDone, Cause.NotDone);

    [Test]
    public void It_is_the_students_own()
    {
        Answer.Of(Tiny.Student.Work != Work.NotDone, Cause.NotDone);
        if (Tiny.Student.Work != Work.Done)
        {
            throw new GradingException(Cause.Cheating, "Numbers.Sum is the course's own solution of this task.");
        }
    }
}

/// <summary>Builds on the first task by one test alone, and can do with the grader's own sums.</summary>
[Task(8, "Builds on parts that the grader can give"), Hint("Two steps.")]
public class EighthTests : TaskFixture
{
    [Test, Points(1), Requires(1, nameof(AddTests.Two_numbers_give_their_sum))]
    public void It_builds_on_what_passed() => Assert.Pass();

    [Test, Points(5), Requires(1, nameof(AddTests.Any_numbers_give_their_sum), StandIn = "sums"), Hint("Take the sums as they come.")]
    public void It_uses_sums()
    {
        Record("given", new Figure(StandsIn("sums") ? 1 : 0, "sums"));
        Answer.Of(Tiny.Student.Work is Work.Half or Work.Done, Tiny.Student.Work == Work.NotDone ? Cause.NotDone : Cause.Exception);
    }
}

/// <summary>Of no task, so that it is in no card: what NUnit itself reports of a hidden set-up.</summary>
[Hidden]
public class HiddenSetUpTests
{
    [OneTimeSetUp]
    public void Prepare()
    {
        if (Tiny.Student.Work != Work.Done)
        {
            throw new InvalidOperationException("for the input 70001");
        }
    }

    [Test]
    public void It_stands() => Assert.Pass();
}

/// <summary>Stands for a call of the student's process.</summary>
internal static class Answer
{
    public static void Of(bool right, Cause cause)
    {
        if (!right)
        {
            throw new StudentFailure(cause, $"The answer did not come: {cause}.");
        }
    }
}
