using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Builders;

namespace Frugal.Grading.Tasks;

/// <summary>Makes a fixture the grader of one task of a lab. Tasks run by number; a task's tests run by <see cref="Stage"/>, then in source order.</summary>
/// <param name="number">The task's number in the lab, from 1.</param>
/// <param name="title">The task's title on the card.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TaskAttribute(int number, string title) : NUnitAttribute, IFixtureBuilder2
{
    /// <summary>The property of the fixture that contains its task's number.</summary>
    internal const string Property = "FrugalTask";

    /// <summary>The property by which <c>dotnet test --filter Task=4</c> chooses tests.</summary>
    internal const string FilterProperty = "Task";

    /// <summary>The task's number in the lab.</summary>
    public int Number { get; } = number;

    /// <summary>The task's title on the card.</summary>
    public string Title { get; } = title;

    /// <inheritdoc/>
    public IEnumerable<TestSuite> BuildFrom(ITypeInfo typeInfo) => BuildFrom(typeInfo, NoFilter.Instance);

    /// <inheritdoc/>
    public IEnumerable<TestSuite> BuildFrom(ITypeInfo typeInfo, IPreFilter filter)
    {
        var fixture = new NUnitTestFixtureBuilder().BuildFrom(typeInfo, filter);
        fixture.Properties.Set(PropertyNames.Order, Number);
        fixture.Properties.Set(Property, Number);
        var methods = fixture.Tests.OrderBy(test => StageAttribute.Of(test)).ThenBy(test => test.Method?.MethodInfo.MetadataToken ?? 0);
        var number = Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (place, test) in methods.Index())
        {
            test.Properties.Set(PropertyNames.Order, place);
            test.Properties.Set(FilterProperty, number);
            HiddenAttribute.HideArguments(test);
        }

        return [fixture];
    }

    /// <summary>The number of the task that <paramref name="test"/> belongs to; null outside a task.</summary>
    internal static int? NumberOf(ITest? test) => test switch
    {
        null => null,
        _ when test.Properties.ContainsKey(Property) => (int?)test.Properties.Get(Property),
        _ => NumberOf(test.Parent),
    };

    private sealed class NoFilter : IPreFilter
    {
        public static NoFilter Instance { get; } = new();

        public bool IsMatch(Type type) => true;

        public bool IsMatch(Type type, System.Reflection.MethodInfo method) => true;
    }
}
