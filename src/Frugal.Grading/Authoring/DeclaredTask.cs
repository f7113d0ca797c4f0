using System.Text.RegularExpressions;

namespace Frugal.Grading.Authoring;

/// <summary>A task declared by a grader with <c>[Task(2, "title")]</c>.</summary>
/// <param name="Number">The task's number.</param>
/// <param name="Path">The grader's source file, as shown in messages.</param>
/// <param name="Line">The line in the file, from 1.</param>
internal sealed partial record DeclaredTask(int Number, string Path, int Line)
{
    /// <summary>The tasks declared by a lab's grader, in the order of its files.</summary>
    public static IReadOnlyList<DeclaredTask> Of(LabTree tree) =>
    [
        .. LabFiles.In(tree.Grader).Where(path => path.EndsWith(".cs", StringComparison.Ordinal)).SelectMany(path =>
            File.ReadLines(System.IO.Path.Combine(tree.Grader, path)).Index()
                .SelectMany(line => Attribute().Matches(line.Item).Select(match =>
                    new DeclaredTask(int.Parse(match.Groups[1].ValueSpan), tree.Show(System.IO.Path.Combine(tree.Grader, path)), line.Index + 1)))),
    ];

    [GeneratedRegex(@"^\s*\[(?:[^\]""]*,\s*)?Task\(\s*([0-9]{1,3})\s*[,)]")]
    private static partial Regex Attribute();
}
