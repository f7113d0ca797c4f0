using Frugal.Grading.Grades;

namespace Frugal.Grading.Authoring;

/// <summary>Builds and grades a tree of a lab; in tests a stand-in.</summary>
public interface ILabGrader
{
    /// <summary>Builds the app and the grader in <paramref name="folder"/>.</summary>
    /// <returns>The compiler's errors; nothing where it compiles.</returns>
    IReadOnlyList<string> Build(string folder, CancellationToken cancellation);

    /// <summary>Grades what was built in <paramref name="folder"/>.</summary>
    /// <param name="folder">The tree.</param>
    /// <param name="each">Whether each test runs, whatever became of the tests and tasks that it builds on.</param>
    /// <param name="cancellation">Ends the grading.</param>
    /// <exception cref="FrugalException">The grading gave no result.</exception>
    IReadOnlyList<TaskGrade> Grade(string folder, bool each, CancellationToken cancellation);
}
