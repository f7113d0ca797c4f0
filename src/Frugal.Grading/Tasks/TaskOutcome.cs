using Frugal.Grading.Grades;

namespace Frugal.Grading.Tasks;

/// <summary>Combines the grades of a task's tests into the grade of the task.</summary>
internal static class TaskOutcome
{
    public static TaskGrade Grade(
        TaskPlan plan, IEnumerable<TestGrade> grades, IReadOnlyDictionary<string, Figure>? measured, IReadOnlyDictionary<string, Budget>? budgets)
    {
        TestGrade[] tests = [.. grades];
        if (tests.Any(test => test.Cause == Cause.Cheating))                       // what only looks done earns nothing of its task
        {
            tests = [.. tests.Select(test => test with { Points = 0, Message = test.Cause == Cause.Cheating ? $"{test.Message} Nothing of this task counts." : test.Message })];
        }

        var verdict = Judge(tests);
        var first = tests.FirstOrDefault(test => test.Cause is Cause.Cheating)
            ?? tests.FirstOrDefault(test => test.Verdict is Verdict.Failed)
            ?? tests.FirstOrDefault(test => test.Verdict is Verdict.Inconclusive)
            ?? tests.FirstOrDefault(test => test.Verdict is Verdict.NotRun);
        var standIns = tests.SelectMany(test => test.StandIns).Distinct().ToList();
        var reduced = verdict == Verdict.Passed && standIns.Count > 0;
        return new TaskGrade
        {
            Id = plan.Number,
            Title = plan.Title,
            Verdict = reduced ? Verdict.Partial : verdict,
            Cause = reduced ? Cause.Prerequisite : first?.Cause ?? Cause.None,
            Message = reduced
                ? $"All tests pass, on the grader's own {string.Join(" and ", standIns)}: {100 * RequiresAttribute.StandInShare:0}% of the points. Finish the earlier task to get the rest."
                : first?.Message,
            Hints = verdict == Verdict.Passed ? [] : plan.Hints,
            Points = tests.Sum(test => test.Points),
            MaxPoints = tests.Sum(test => test.MaxPoints),
            Tests = tests,
            Measured = measured ?? new Dictionary<string, Figure>(),
            Budget = budgets ?? new Dictionary<string, Budget>(),
        };
    }

    private static Verdict Judge(TestGrade[] tests) => tests switch
    {
        _ when tests.All(test => test.Verdict == Verdict.Passed) => Verdict.Passed,
        _ when tests.All(test => test.Verdict == Verdict.NotRun) => Verdict.NotRun,
        _ when tests.All(test => test.Verdict is Verdict.Passed or Verdict.Inconclusive) => Verdict.Inconclusive,
        _ when tests.Any(test => test.Points > 0) => Verdict.Partial,
        _ => Verdict.Failed,
    };
}
