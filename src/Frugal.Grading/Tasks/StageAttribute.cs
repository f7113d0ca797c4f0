using System.Reflection;
using NUnit.Framework.Interfaces;

namespace Frugal.Grading.Tasks;

/// <summary>The stage of a test. Without it a test belongs to <see cref="Stage.Right"/>.</summary>
/// <param name="stage">The stage.</param>
[AttributeUsage(AttributeTargets.Method)]
public class StageAttribute(Stage stage) : Attribute
{
    /// <summary>The stage.</summary>
    public Stage Stage { get; } = stage;

    /// <summary>The last stage given by the attributes of <paramref name="test"/>'s method.</summary>
    internal static Stage Of(ITest test) =>
        test.Method?.MethodInfo.GetCustomAttributes<StageAttribute>().Select(attribute => attribute.Stage).DefaultIfEmpty().Max() ?? Stage.Right;
}
