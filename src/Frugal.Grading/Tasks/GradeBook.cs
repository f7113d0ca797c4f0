using System.Diagnostics;
using System.Globalization;
using Frugal.Grading.Grades;
using Frugal.Measuring;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Frugal.Grading.Tasks;

/// <summary>Collects the results of a grading, from any thread, and builds the <see cref="Grade"/>.</summary>
public sealed class GradeBook
{
    private readonly Lock gate = new();
    private readonly IReadOnlyList<TaskPlan> plans;
    private readonly Dictionary<string, TestGrade> tests = [];
    private readonly Dictionary<int, Dictionary<string, Figure>> measured = [];
    private readonly Dictionary<int, Dictionary<string, Budget>> budgets = [];
    private readonly Dictionary<string, Exception> thrown = [];
    private readonly HashSet<int> stopped = [];
    private readonly Dictionary<string, long> started = [];
    private readonly List<string> containment = [];

    internal GradeBook(string lab, IReadOnlyList<TaskPlan> plans, GradingSeed seed) => (Lab, this.plans, Seed) = (lab, plans, seed);

    /// <summary>The book of the grading in this process; an empty one outside a grading.</summary>
    public static GradeBook Current { get; internal set; } = new("", [], GradingSeed.Draw());

    /// <summary>The lab's name.</summary>
    public string Lab { get; }

    /// <summary>The seed of this grading's unseen inputs.</summary>
    public GradingSeed Seed { get; }

    /// <summary>Records a measured figure and its budget under the task whose test is running.</summary>
    /// <param name="name">"size", "speed_up", "latency", "ram", "accuracy", or another name in snake_case.</param>
    /// <param name="figure">The measured figure; it replaces an earlier figure with that name.</param>
    /// <param name="budget">The figure's budget; null if the figure is only shown.</param>
    public void Record(string name, Figure figure, Budget? budget = null)
    {
        var task = TaskAttribute.NumberOf(TestExecutionContext.CurrentContext.CurrentTest) ?? 0;
        lock (gate)
        {
            Of(measured, task)[name] = figure;
            if (budget is not null)
            {
                Of(budgets, task)[name] = budget;
            }
        }

        static Dictionary<string, T> Of<T>(Dictionary<int, Dictionary<string, T>> all, int task) =>
            all.TryGetValue(task, out var one) ? one : all[task] = [];
    }

    /// <summary>Records how the student's code was contained on this machine, and what was not contained: one sentence each.</summary>
    public void Contained(IEnumerable<string> sentences)
    {
        lock (gate)
        {
            containment.AddRange(sentences.Except(containment));
        }
    }

    /// <summary>Why no test of the task may run: earlier tests that all of them require did not pass. Null if it may run.</summary>
    internal string? Blocked(int number) => Missing(plans.FirstOrDefault(plan => plan.Number == number)?.Requires ?? []);

    /// <summary>Why a test is not graded yet: a required test or an earlier stage of its task did not pass. Null if it is graded.</summary>
    internal string? Blocked(string id)
    {
        if (Plan(id) is not { } plan || !RequiresAttribute.Count)
        {
            return null;
        }

        if (Missing(plan.Requires) is { } missing)
        {
            return missing;
        }

        lock (gate)
        {
            var siblings = plans.First(task => task.Tests.Contains(plan)).Tests;
            var wrong = siblings.FirstOrDefault(test => test.Stage < plan.Stage && tests.TryGetValue(test.Id, out var grade) && grade.Verdict == Verdict.Failed);
            return wrong is null ? null : $"\"{wrong.Name}\" comes first, and it did not pass.";
        }
    }

    /// <summary>The parts in whose place a test uses the grader's stand-ins, because the tests that stand for them did not pass.</summary>
    internal IReadOnlyList<string> StandIns(string id) => !RequiresAttribute.Count ? []
        : [.. (Plan(id)?.Requires ?? []).Where(required => required.StandIn is not null && !IsMet(required)).Select(required => required.StandIn!).Distinct()];

    /// <summary>Records an exception thrown by a test or by the set-up of a fixture. A task whose set-up threw does not pass.</summary>
    internal void Note(ITest test, Exception exception)
    {
        lock (gate)
        {
            thrown[test.Id] = exception;
            if (test.IsSuite && TaskAttribute.NumberOf(test) is { } task)
            {
                stopped.Add(task);
            }
        }
    }

    /// <summary>Records the start of a test.</summary>
    internal void Open(ITest test)
    {
        lock (gate)
        {
            started[test.Id] = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Records the end of a test; only the first end of a test counts.</summary>
    internal TestGrade? Close(ITestResult result)
    {
        lock (gate)
        {
            if (tests.TryGetValue(result.Test.Id, out var closed))
            {
                return closed;
            }

            return Plan(result.Test.Id) is { } plan ? tests[plan.Id] = TestOutcome.Grade(plan, result, ThrownBy(result.Test)).On(StandIns(plan.Id)) with { Duration = Took(plan.Id) } : null;
        }
    }

    /// <summary>The grade so far. Tests that did not run are included, as not run.</summary>
    public Grade ToGrade()
    {
        lock (gate)
        {
            return new Grade
            {
                Lab = Lab,
                GradedAt = DateTimeOffset.UtcNow,
                Machine = MachineInfo.Current(),
                Containment = [.. containment],
                Seed = Seed.Value,
                Tasks = [.. plans.Select(plan => TaskOutcome.Grade(plan, plan.Tests.Select(Closed), measured.GetValueOrDefault(plan.Number), budgets.GetValueOrDefault(plan.Number)) with { Needs = Needs(plan) })],
            };
        }
    }

    private TestGrade Closed(TestPlan plan) => tests.TryGetValue(plan.Id, out var grade) ? grade : TestOutcome.NeverRan(plan);

    private Exception? ThrownBy(ITest? test) => test is null ? null : thrown.TryGetValue(test.Id, out var exception) ? exception : ThrownBy(test.Parent);

    /// <summary>By the grader's own clock: NUnit's result has its duration only after this hook.</summary>
    private TimeSpan Took(string id) => started.TryGetValue(id, out var since) ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;

    private TestPlan? Plan(string id) => plans.SelectMany(task => task.Tests).FirstOrDefault(test => test.Id == id);

    /// <summary>The sentence that names the required tests that did not pass and have no stand-in; null if there is none.</summary>
    private string? Missing(IEnumerable<RequiresAttribute> requires)
    {
        var open = RequiresAttribute.Count ? requires.Where(required => required.StandIn is null && !IsMet(required)).ToList() : [];
        return open.Count == 0 ? null : $"It builds on {string.Join(" and ", open.Select(Name))}. Do that first.";

        string Name(RequiresAttribute required) =>
            string.Create(CultureInfo.InvariantCulture, $"\"{required.Sentence}\" of task {required.Task} ({plans.First(plan => plan.Number == required.Task).Title})");
    }

    private List<Need> Needs(TaskPlan plan) =>
        [.. plan.Tests.SelectMany(test => test.Requires).DistinctBy(required => (required.Task, required.Test)).Select(required => new Need(required.Task, required.Sentence, required.StandIn, IsMet(required)))];

    /// <summary>Whether a test may be built on: no case of it failed. One that was filtered out or is inconclusive does not block.</summary>
    private bool IsMet(RequiresAttribute required)
    {
        lock (gate)
        {
            var cases = plans.Where(plan => plan.Number == required.Task).SelectMany(plan => plan.Tests).Where(test => test.Method == required.Test && tests.ContainsKey(test.Id));
            return !stopped.Contains(required.Task) && cases.All(test => tests[test.Id].Verdict is Verdict.Passed or Verdict.Inconclusive);
        }
    }
}
