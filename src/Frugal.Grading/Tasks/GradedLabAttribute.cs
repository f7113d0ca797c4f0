using System.Reflection;
using Frugal.Grading.Cards;
using Frugal.Grading.Grades;
using Frugal.Grading.Submissions;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.ExecutionHooks;

namespace Frugal.Grading.Tasks;

/// <summary>
/// For a grader's assembly: <c>[assembly: GradedLab("clothing-api")]</c>. Fills the <see cref="GradeBook"/> of a run and writes its cards at the end.
/// </summary>
/// <remarks>NUnit creates several instances of this attribute, so the state of the run is in the book.</remarks>
/// <param name="lab">The lab's name, which is also its folder's name.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class GradedLabAttribute(string lab) : ExecutionHookAttribute, ITestAction
{
    /// <summary>The environment variable with the folder for the cards.</summary>
    public const string Variable = "FRUGAL_GRADE_OUTPUT";

    private const string Grades = "FrugalGrades";
    private const string Labs = "FrugalLab";

    /// <summary>The lab's name.</summary>
    public string Lab { get; } = lab;

    /// <inheritdoc/>
    public ActionTargets Targets => ActionTargets.Suite | ActionTargets.Test;

    /// <summary>Opens the book before the first test; blocks a test if its task or stage may not run yet.</summary>
    public void BeforeTest(ITest test)
    {
        if (test.IsSuite)
        {
            GradeBook.Current = new GradeBook(Lab, TaskPlan.Read(test), GradingSeed.Draw());
        }
        else if (GradeBook.Current.Blocked(test.Id) is { } reason)
        {
            Assert.Ignore(reason);
        }
        else
        {
            GradeBook.Current.Open(test);
        }
    }

    /// <summary>Records a test; after the last one, writes the cards.</summary>
    public void AfterTest(ITest test)
    {
        var result = TestExecutionContext.CurrentContext.CurrentResult;
        if (test.IsSuite)
        {
            foreach (var left in Leaves(result))
            {
                GradeBook.Current.Close(left);
            }

            Write(((TestAssembly)test).Assembly!, GradeBook.Current.ToGrade());
        }
        else if (StudentsAssembly.Intrusion(test.TypeInfo!.Type.Assembly) is { } intrusion)
        {
            result.SetResult(ResultState.Error, intrusion);
            Show(result, GradeBook.Current.Close(result) is { } closed ? closed with { Message = intrusion } : null);
        }
        else
        {
            Show(result, GradeBook.Current.Close(result));
        }
    }

    private static void Show(TestResult result, TestGrade? grade)
    {
        if (grade is not null)
        {
            TestExecutionContext.CurrentContext.CurrentResult = ShownResult.Of(result, grade);
        }
    }

    /// <summary>Writes the cards. Where a filter chose some tasks, the cards show these alone, in a folder of their own: those of the whole lab stay.</summary>
    private static void Write(Assembly grader, Grade grade)
    {
        var ran = grade.Tasks.Where(task => task.Tests.Any(test => test is not { Verdict: Verdict.NotRun, Cause: Cause.None })).ToList();
        if (ran.Count > 0 && ran.Count < grade.Tasks.Count)
        {
            grade = grade with { Tasks = ran, NotChosen = grade.Tasks.Count - ran.Count };
            CardFolder.WriteAll(grade, Path.Combine(Folder(grader), CardFolder.ChosenTasks));
        }
        else
        {
            CardFolder.WriteAll(grade, Folder(grader));
            AnalysisSheet.Write(GradedWork.Current ?? MetadataOf(grader, Labs) ?? "", Folder(grader), grade);
        }

        if (IsOfStudent(grader))
        {
            StudentProgress.Keep(grade, Learning.ProgressFile.OfUser);
        }
    }

    /// <summary>Whether a student grades their own work by <c>dotnet test</c>: the cards go where they belong, and the lab is a starter's.</summary>
    private static bool IsOfStudent(Assembly grader) => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable))
        && MetadataOf(grader, Labs) is { } lab && Path.GetFileName(Path.GetDirectoryName(lab)) == "labs";

    /// <summary>Records an exception thrown by a test.</summary>
    public override void AfterTestHook(HookData hookData) => Keep(hookData);

    /// <summary>Records an exception thrown by a set-up.</summary>
    /// <exception cref="GradingException">The set-up of a hidden task threw: NUnit quotes the exception in the result of each of its tests.</exception>
    public override void AfterEverySetUpHook(HookData hookData)
    {
        Keep(hookData);
        var test = TestExecutionContext.CurrentContext.CurrentTest;
        if (test.IsSuite && HiddenAttribute.Hides(test) && hookData.Exception is { } exception and not ResultStateException { ResultState.Status: TestStatus.Skipped })
        {
            throw new GradingException(Cause.Grader, $"The set-up of a hidden task threw {exception.GetType().Name}.");
        }
    }

    /// <summary>The folder of the cards: from the variable <see cref="Variable"/>, otherwise from the grader's build.</summary>
    private static string Folder(Assembly grader) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
            ? folder
            : MetadataOf(grader, Grades)
                ?? throw new FrugalException($"{grader.GetName().Name} does not say where its cards go. Import src/Frugal.Grading/build/Grader.props in its project, or set {Variable}.");

    private static string? MetadataOf(Assembly grader, string key) =>
        grader.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(metadata => metadata.Key == key)?.Value;

    private static void Keep(HookData data)
    {
        if (data.Exception is { } exception)
        {
            GradeBook.Current.Note(TestExecutionContext.CurrentContext.CurrentTest, exception);
        }
    }

    private static IEnumerable<ITestResult> Leaves(ITestResult result) =>
        result.HasChildren ? result.Children.SelectMany(Leaves) : result.Test.IsSuite ? [] : [result];
}
