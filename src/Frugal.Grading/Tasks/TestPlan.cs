using System.Reflection;
using NUnit.Framework.Interfaces;

namespace Frugal.Grading.Tasks;

/// <summary>A test as declared, before it has run.</summary>
internal sealed record TestPlan(string Id, string Name, Stage Stage, double Points, bool Hidden, IReadOnlyList<string> Hints)
{
    /// <summary>The name of the test's method.</summary>
    public required string Method { get; init; }

    /// <summary>The earlier tests that it builds on, by its own attributes or its fixture's.</summary>
    public required IReadOnlyList<RequiresAttribute> Requires { get; init; }

    /// <summary>The test of a method, or its cases, which share the method's points.</summary>
    public static IEnumerable<TestPlan> Of(ITest method, double points) => method.HasChildren
        ? method.Tests.Select(item => One(item, points / method.Tests.Count))
        : method.IsSuite ? [] : [One(method, points)];

    private static TestPlan One(ITest test, double points) => new(
        test.Id,
        test.Name.Replace('_', ' '),
        StageAttribute.Of(test),
        points,
        HiddenAttribute.Hides(test),
        [.. test.Method!.MethodInfo.GetCustomAttributes<HintAttribute>().Select(hint => hint.Text)])
    {
        Method = test.Method.Name,
        Requires = [.. test.TypeInfo!.Type.GetCustomAttributes<RequiresAttribute>(), .. test.Method.MethodInfo.GetCustomAttributes<RequiresAttribute>()],
    };
}
