using Frugal.Grading.Grades;
using NUnit.Framework;
using NUnit.Framework.Internal;

namespace Frugal.Grading.Tasks;

/// <summary>What the fixture of a <see cref="TaskAttribute"/> derives from: unseen inputs, and figures to record.</summary>
public abstract class TaskFixture
{
    /// <summary>Draws the inputs of the running test: other ones in each grading, the same ones for the same <see cref="GradingSeed"/>.</summary>
    protected Random Unseen { get; private set; } = new(0);

    /// <summary>Records a measured figure, and what it may be, under this task.</summary>
    protected static void Record(string name, Figure figure, Budget? budget = null) => GradeBook.Current.Record(name, figure, budget);

    /// <summary>Turns the task away when one that it builds on is not passed.</summary>
    [OneTimeSetUp]
    public void OpenTask()
    {
        var fixture = TestExecutionContext.CurrentContext.CurrentTest;
        Unseen = GradeBook.Current.Seed.For(fixture.FullName);
        if (TaskAttribute.NumberOf(fixture) is { } number && GradeBook.Current.Blocked(number) is { } reason)
        {
            Assert.Ignore(reason);
        }
    }

    /// <summary>Draws this test's own random numbers.</summary>
    [SetUp]
    public void OpenTest() => Unseen = GradeBook.Current.Seed.For(TestExecutionContext.CurrentContext.CurrentTest.FullName);
}
