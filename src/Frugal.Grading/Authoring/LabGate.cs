using Frugal.Grading.Grades;

namespace Frugal.Grading.Authoring;

/// <summary>
/// The two-way gate. On the starter, each test of each task must fail because the task is not done: a test that passes there checks nothing.
/// On the solution, everything must pass with full points: otherwise the lab cannot be completed.
/// </summary>
/// <param name="grader">Builds and grades the trees.</param>
public sealed class LabGate(ILabGrader grader)
{
    private const int ErrorsShown = 5;

    /// <summary>Checks the starter and the solution.</summary>
    public IReadOnlyList<Finding> Check(LabTree tree, CancellationToken cancellation = default) =>
        [.. CheckStarter(tree, cancellation), .. CheckSolution(tree, cancellation)];

    /// <summary>Builds and grades <c>labs/NAME</c>, running each test independently.</summary>
    public IReadOnlyList<Finding> CheckStarter(LabTree tree, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var shown = tree.Show(tree.Lab);
        if (Compile(tree.Lab, shown, cancellation) is { Count: > 0 } errors)
        {
            return errors;
        }

        var tasks = grader.Grade(tree.Lab, each: true, cancellation);
        return
        [
            .. NotGraded(tree, tasks),
            .. from task in tasks
               from test in task.Tests
               where test is not { Verdict: Verdict.Failed, Cause: Cause.NotDone }
               select new Finding(LabCheck.Starter, $"{Outcome(task, test)}; on the starter it has to fail with NotImplementedException. Let it call the task's stub before anything else.", shown),
            .. tasks.Where(task => task.Points > 0)
                .Select(task => new Finding(LabCheck.Starter, $"task {task.Id} earns {task.Points:0.##} points on the starter, which has to earn none.", shown)),
        ];
    }

    /// <summary>Builds and grades <c>solutions/NAME</c>; repeats the grading if the machine was too noisy for a verdict.</summary>
    public IReadOnlyList<Finding> CheckSolution(LabTree tree, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var shown = tree.Show(tree.Solution);
        if (Compile(tree.Solution, shown, cancellation) is { Count: > 0 } errors)
        {
            return errors;
        }

        var tasks = grader.Grade(tree.Solution, each: false, cancellation);
        if (tasks.SelectMany(task => task.Tests).Any(test => test.Verdict == Verdict.Inconclusive))
        {
            tasks = grader.Grade(tree.Solution, each: false, cancellation);
        }

        return
        [
            .. from task in tasks
               from test in task.Tests
               where test.Verdict != Verdict.Passed
               select new Finding(LabCheck.Solution, $"{Outcome(task, test)}; the solution has to pass. Correct it or the test.", shown),
            .. tasks.Where(task => task.MaxPoints <= 0 || (task.Points < task.MaxPoints && task.Tests.All(test => test.Verdict == Verdict.Passed)))
                .Select(task => new Finding(LabCheck.Solution, $"task {task.Id} earns {task.Points:0.##} of {task.MaxPoints:0.##} points. Look at its [Points].", shown)),
        ];
    }

    private List<Finding> Compile(string folder, string shown, CancellationToken cancellation) =>
        [.. grader.Build(folder, cancellation).Take(ErrorsShown).Select(error => new Finding(LabCheck.Compile, error, shown))];

    private static IEnumerable<Finding> NotGraded(LabTree tree, IReadOnlyList<TaskGrade> graded) =>
        DeclaredTask.Of(tree).DistinctBy(task => task.Number).Where(task => !graded.Any(grade => grade.Id == task.Number && grade.Tests.Count > 0))
            .Select(task => new Finding(LabCheck.Starter, $"task {task.Number} is declared here, but no test of it ran. Add one.", task.Path, task.Line));

    private static string Outcome(TaskGrade task, TestGrade test) => $"task {task.Id}, '{test.Name}' " + test.Verdict switch
    {
        Verdict.Passed => "passes",
        Verdict.NotRun => "is not run",
        Verdict.Inconclusive => "cannot be told from the noise",
        _ => $"fails ({test.Cause}: {test.Message?.Split('\n')[0].TrimEnd('\r', '.')})",
    };
}
