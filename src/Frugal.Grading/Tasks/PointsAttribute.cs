namespace Frugal.Grading.Tasks;

/// <summary>
/// On a fixture: the points of the task, shared equally by its tests except those with their own points.
/// On a test: the points of that test, shared equally by its cases.
/// </summary>
/// <param name="points">The points, above zero.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PointsAttribute(double points) : Attribute
{
    /// <summary>The points.</summary>
    public double Points { get; } = points;
}
