using Frugal.Grading.Authoring;
using Frugal.Grading.Grades;

namespace Frugal.Tests.House;

/// <summary>Builds labs one after the other: they share the projects of <c>src/</c>, and MSBuild does not lock what it writes there. Gradings run side by side.</summary>
internal sealed class LabBuilds : ILabGrader
{
    private static readonly Lock Building = new();
    private readonly DotnetLabGrader grader = new();

    /// <summary>Runs what builds a lab, while nothing else does.</summary>
    public static T InTurn<T>(Func<T> build)
    {
        lock (Building)
        {
            return build();
        }
    }

    public IReadOnlyList<string> Build(string folder, CancellationToken cancellation) => InTurn(() => grader.Build(folder, cancellation));

    public IReadOnlyList<TaskGrade> Grade(string folder, bool each, CancellationToken cancellation) => grader.Grade(folder, each, cancellation);
}
