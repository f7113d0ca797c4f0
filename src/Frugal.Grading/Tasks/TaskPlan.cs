using System.Reflection;
using NUnit.Framework.Interfaces;

namespace Frugal.Grading.Tasks;

/// <summary>A task as declared by its fixture, before any test has run.</summary>
internal sealed record TaskPlan(int Number, string Title, Type Fixture, IReadOnlyList<TestPlan> Tests)
{
    /// <summary>The earlier tests that every test of the task builds on.</summary>
    public IReadOnlyList<RequiresAttribute> Requires { get; } = [.. Fixture.GetCustomAttributes<RequiresAttribute>()];

    public IReadOnlyList<string> Hints { get; } = [.. Fixture.GetCustomAttributes<HintAttribute>().Select(hint => hint.Text)];

    /// <summary>The tasks of a loaded test assembly, by number.</summary>
    /// <exception cref="FrugalException">Two fixtures have the same number, or a test requires one that is not in this or an earlier task.</exception>
    public static IReadOnlyList<TaskPlan> Read(ITest assembly)
    {
        var plans = Fixtures(assembly).Select(Of).OrderBy(plan => plan.Number).ToList();
        foreach (var plan in plans)
        {
            if (plans.FirstOrDefault(other => other.Number == plan.Number && other != plan) is { } twin)
            {
                throw Wrong(plan, $"has the number of {twin.Fixture.Name}. Give each task a number of its own.");
            }

            if (plan.Tests.SelectMany(test => test.Requires).FirstOrDefault(required => !plans.Any(other => other.Number <= plan.Number && other.Has(required))) is { } missing)
            {
                throw Wrong(plan, $"requires the test {missing.Test} of task {missing.Task}, which is not a test of this or an earlier task of the lab. Correct [Requires].");
            }

            if (plan.Fixture.Namespace != plans[0].Fixture.Namespace)
            {
                throw Wrong(plan, $"lies in another namespace than {plans[0].Fixture.Name}, so that tasks could not run in order. Move it to {plans[0].Fixture.Namespace}.");
            }
        }

        return plans;
    }

    /// <summary>Whether the required test is one of this task's.</summary>
    public bool Has(RequiresAttribute required) => Number == required.Task && Tests.Any(test => test.Method == required.Test);

    private static IEnumerable<ITest> Fixtures(ITest test) =>
        test.Properties.ContainsKey(TaskAttribute.Property) ? [test] : test.Tests.SelectMany(Fixtures);

    private static TaskPlan Of(ITest fixture)
    {
        var type = fixture.TypeInfo!.Type;
        var task = type.GetCustomAttribute<TaskAttribute>()!;
        var methods = fixture.Tests.OrderBy(method => (int?)method.Properties.Get(NUnit.Framework.Internal.PropertyNames.Order) ?? 0).ToList();
        var plan = new TaskPlan(task.Number, task.Title, type, []);
        return plan with { Tests = [.. Share(plan, methods).SelectMany(share => TestPlan.Of(share.Method, share.Points))] };
    }

    /// <summary>The points of each method of the fixture.</summary>
    private static IEnumerable<(ITest Method, double Points)> Share(TaskPlan plan, List<ITest> methods)
    {
        static double? Own(ITest method) => method.Method?.MethodInfo.GetCustomAttribute<PointsAttribute>()?.Points;

        var named = methods.Sum(method => Own(method) ?? 0);
        var others = methods.Count(method => Own(method) is null);
        var rest = (plan.Fixture.GetCustomAttribute<PointsAttribute>()?.Points ?? named) - named;
        if (rest < 0 || (rest > 0 && others == 0))
        {
            throw Wrong(plan, $"gives {named} points to its tests and {named + rest} to the task. Make the two agree.");
        }

        return methods.Select(method => (method, Own(method) ?? rest / others));
    }

    private static FrugalException Wrong(TaskPlan plan, string what) => new($"Task {plan.Number} ({plan.Fixture.Name}) {what}");
}
