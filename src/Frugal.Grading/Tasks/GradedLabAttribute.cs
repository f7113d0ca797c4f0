using System.Reflection;
using Frugal.Grading.Cards;
using Frugal.Grading.Grades;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.ExecutionHooks;

namespace Frugal.Grading.Tasks;

/// <summary>
/// On a grader's assembly: <c>[assembly: GradedLab("clothing-api")]</c>. Keeps the <see cref="GradeBook"/> of a run and writes its cards at the end.
/// </summary>
/// <remarks>NUnit makes several objects of this attribute: what belongs to the run is in the book.</remarks>
/// <param name="lab">The lab's name, which is its folder's.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class GradedLabAttribute(string lab) : ExecutionHookAttribute, ITestAction
{
    /// <summary>The environment variable that names the folder to write the cards to.</summary>
    public const string Variable = "FRUGAL_GRADE_OUTPUT";

    private const string Grades = "FrugalGrades";
    private const string Labs = "FrugalLab";

    /// <summary>The lab's name.</summary>
    public string Lab { get; } = lab;

    /// <inheritdoc/>
    public ActionTargets Targets => ActionTargets.Suite | ActionTargets.Test;

    /// <summary>Opens the book before the first test; turns a test away whose task is not right yet.</summary>
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

            var (grader, grade) = (((TestAssembly)test).Assembly!, GradeBook.Current.ToGrade());
            CardFolder.WriteAll(grade, Folder(grader));
            AnalysisSheet.Write(MetadataOf(grader, Labs) ?? "", Folder(grader), grade);
        }
        else if (StudentsAssembly.Intrusion(test.TypeInfo!.Type.Assembly) is { } intrusion)
        {
            result.SetResult(ResultState.Error, intrusion);
            GradeBook.Current.Close(result);
        }
        else if (GradeBook.Current.Close(result) is { Verdict: not Verdict.Passed, Cause: not Cause.Grader } closed)
        {
            // What NUnit's runners print: the card's sentence, no trace through the grader, nothing of a hidden test's inputs.
            result.SetResult(result.ResultState, closed.Message ?? "");
        }
    }

    /// <summary>Keeps what a test threw.</summary>
    public override void AfterTestHook(HookData hookData) => Keep(hookData);

    /// <summary>Keeps what a set-up threw.</summary>
    public override void AfterEverySetUpHook(HookData hookData) => Keep(hookData);

    /// <summary>Where the cards go: the folder that <see cref="Variable"/> names, else the one that the grader's build names.</summary>
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
