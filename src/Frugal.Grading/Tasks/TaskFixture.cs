using Frugal.Grading.Containment;
using Frugal.Grading.Grades;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Frugal.Grading.Tasks;

/// <summary>What the fixture of a <see cref="TaskAttribute"/> derives from: the student's process, unseen inputs, a scratch folder, and figures to record.</summary>
public abstract class TaskFixture
{
    private StudentProcess? student;
    private Scratch? scratch;

    /// <summary>What the student's process may take in this task.</summary>
    protected virtual Limits Limits => new();

    /// <summary>The student's process. It starts on first use; a fresh one after it ended, and after a test that did not pass.</summary>
    protected StudentProcess Student
    {
        get
        {
            if (student is { Alive: false })
            {
                EndStudent();
            }

            if (student is null)
            {
                student = StudentProcess.Start(Limits, Scratch);
                GradeBook.Current.Contained(student.Containment);
            }

            return student;
        }
    }

    /// <summary>Draws the inputs of the running test: other ones in each grading, the same ones for the same <see cref="GradingSeed"/>.</summary>
    protected Random Unseen { get; private set; } = new(0);

    /// <summary>The folder that this task's tests share with the student's process; removed at the end.</summary>
    protected Scratch Scratch => scratch ??= new Scratch();

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

    /// <summary>Ends the student's process after a test that did not pass.</summary>
    [TearDown]
    public void CloseTest()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status != TestStatus.Passed)
        {
            EndStudent();
        }
    }

    /// <summary>Ends the student's process and removes the scratch folder.</summary>
    [OneTimeTearDown]
    public void CloseTask()
    {
        EndStudent();
        scratch?.Dispose();
    }

    /// <summary>Ends the student's process with all that it started, so that nothing of it runs beside a measurement; the next call starts a fresh one.</summary>
    protected void EndStudent()
    {
        if (student is not null)
        {
            student.Dispose();
            student = null;
        }
    }
}
