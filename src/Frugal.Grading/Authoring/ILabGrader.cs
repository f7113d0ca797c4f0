using Frugal.Grading.Grades;

namespace Frugal.Grading.Authoring;

/// <summary>Builds and grades one of a lab's trees; tests use a fake.</summary>
public interface ILabGrader
{
    /// <summary>Builds the app and the grader in <paramref name="folder"/>.</summary>
    /// <returns>The compiler's errors; empty if the code compiles.</returns>
    IReadOnlyList<string> Build(string folder, CancellationToken cancellation);

    /// <summary>Grades the build output in <paramref name="folder"/>.</summary>
    /// <param name="folder">The folder of the tree.</param>
    /// <param name="each">Whether to run every test, even if the tests and tasks that it depends on failed.</param>
    /// <param name="cancellation">Cancels the grading.</param>
    /// <exception cref="FrugalException">The grading produced no result.</exception>
    IReadOnlyList<TaskGrade> Grade(string folder, bool each, CancellationToken cancellation);
}
