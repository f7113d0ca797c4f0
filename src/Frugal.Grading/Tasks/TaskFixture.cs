using Frugal.Grading.Containment;
using Frugal.Grading.Grades;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Frugal.Grading.Tasks;

/// <summary>The base class for the fixture of a <see cref="TaskAttribute"/>: the student's process, unseen inputs, a scratch folder, and recording of figures.</summary>
public abstract class TaskFixture
{
    private StudentProcess? student;
    private Scratch? scratch;
    private string? lastProgram;

    /// <summary>The limits of the student's process in this task.</summary>
    protected virtual Limits Limits => new();

    /// <summary>The student's process. It starts on first use; a new one is started after it has ended, and after a test that did not pass.</summary>
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

    /// <summary>Generates the inputs of the running test: different in each grading, the same for the same <see cref="GradingSeed"/>.</summary>
    protected Random Unseen { get; private set; } = new(0);

    /// <summary>The folder that this task's tests share with the student's process; removed after the task.</summary>
    protected Scratch Scratch => scratch ??= new Scratch();

    /// <summary>Records a measured figure and its budget under this task.</summary>
    protected static void Record(string name, Figure figure, Budget? budget = null) => GradeBook.Current.Record(name, figure, budget);

    /// <summary>Whether the running test has to use the grader's stand-in for a part, because the required test that stands for it did not pass.</summary>
    /// <param name="part">The name in <see cref="RequiresAttribute.StandIn"/>.</param>
    protected static bool StandsIn(string part) => GradeBook.Current.StandIns(TestExecutionContext.CurrentContext.CurrentTest.Id).Contains(part);

    /// <summary>Refuses a task that is done by calling what it asks for. Called after the student's code has answered.</summary>
    /// <param name="ready">Types, methods and properties of types, or the beginnings of names, with a dot at their end: <c>Frugal.Imaging.Photo</c>, <c>Frugal.Imaging.Preprocessing.Apply</c>, <c>Frugal.Quantization.</c>.</param>
    /// <exception cref="GradingException">The student's assembly calls one of them, or uses reflection, which could.</exception>
    protected void MustNotCall(params string[] ready)
    {
        var program = student?.Program ?? lastProgram ?? throw new InvalidOperationException("No probe was called yet: call one before MustNotCall.");
        foreach (var name in StudentsAssembly.Names(GetType().Assembly))
        {
            OwnWork.Check(Path.Combine(Path.GetDirectoryName(program)!, $"{name}.dll"), ready);
        }
    }

    /// <summary>Skips the task if a test that all of its tests require did not pass.</summary>
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

    /// <summary>Creates this test's own random number generator.</summary>
    [SetUp]
    public void OpenTest() => Unseen = GradeBook.Current.Seed.For(TestExecutionContext.CurrentContext.CurrentTest.FullName);

    /// <summary>Kills the student's process after a test that did not pass.</summary>
    [TearDown]
    public void CloseTest()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status != TestStatus.Passed)
        {
            EndStudent();
        }
    }

    /// <summary>Kills the student's process and removes the scratch folder.</summary>
    [OneTimeTearDown]
    public void CloseTask()
    {
        EndStudent();
        scratch?.Dispose();
    }

    /// <summary>Kills the student's process and all its children, so that nothing runs beside a measurement; the next call starts a new process.</summary>
    protected void EndStudent()
    {
        if (student is not null)
        {
            lastProgram = student.Program ?? lastProgram;
            student.Dispose();
            student = null;
        }
    }
}
