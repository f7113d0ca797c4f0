using Frugal.Grading.Authoring;
using Frugal.Grading.Grades;

namespace Frugal.Tests.Shared;

/// <summary>Answers as a grading would, without building: not done in <c>labs/</c>, passed in <c>solutions/</c>, unless told otherwise.</summary>
internal sealed class FakeGrader : ILabGrader
{
    public Dictionary<string, IReadOnlyList<string>> Errors { get; } = [];

    /// <summary>What a tree's test of this name gives instead.</summary>
    public Dictionary<(string Tree, string Test), Queue<TestGrade>> Instead { get; } = [];

    public List<(string Tree, bool Each)> Gradings { get; } = [];

    public IReadOnlyList<string> Build(string folder, CancellationToken cancellation) => Errors.GetValueOrDefault(TreeOf(folder), []);

    public IReadOnlyList<TaskGrade> Grade(string folder, bool each, CancellationToken cancellation)
    {
        var tree = TreeOf(folder);
        Gradings.Add((tree, each));
        return
        [
            .. Enumerable.Range(1, 2).Select(id => (id, test: Test(tree, $"test {id}"))).Select(task => new TaskGrade
            {
                Id = task.id,
                Title = "a sum",
                Verdict = task.test.Verdict,
                Points = task.test.Points,
                MaxPoints = task.test.MaxPoints,
                Tests = [task.test],
            }),
        ];
    }

    public static TestGrade Test(string name, Verdict verdict, Cause cause = Cause.None, double points = 0) =>
        new() { Name = name, Verdict = verdict, Cause = cause, Points = points, MaxPoints = 5, Message = verdict == Verdict.Passed ? null : "what happened." };

    private TestGrade Test(string tree, string name) =>
        Instead.TryGetValue((tree, name), out var queue) && queue.TryDequeue(out var test) ? test
        : tree == "labs" ? Test(name, Verdict.Failed, Cause.NotDone) : Test(name, Verdict.Passed, points: 5);

    private static string TreeOf(string folder) => Path.GetFileName(Path.GetDirectoryName(folder))!;
}
