using System.Globalization;
using System.Text.RegularExpressions;

namespace Frugal.Grading.Authoring;

/// <summary>A task of a lab, as its grader's sources declare it.</summary>
/// <param name="Number">The task's number.</param>
/// <param name="Title">The task's title.</param>
/// <param name="Points">The points that can be earned.</param>
public sealed partial record LabTask(int Number, string Title, double Points)
{
    /// <summary>The tasks of a lab, by number. Nothing is built for it.</summary>
    public static IReadOnlyList<LabTask> Of(LabTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return
        [
            .. LabFiles.In(tree.Grader).Where(path => path.EndsWith(".cs", StringComparison.Ordinal))
                .SelectMany(path => Fixture().Split(File.ReadAllText(Path.Combine(tree.Grader, path))).Skip(1).Chunk(3))
                .Select(parts => new LabTask(int.Parse(parts[0], CultureInfo.InvariantCulture), Regex.Unescape(parts[1]), PointsOf(parts[2])))
                .OrderBy(task => task.Number),
        ];
    }

    /// <summary>The tasks whose stubs a file of the starter holds, by the file's path with slashes.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<int>> ByFile(LabTree tree) => LabSync.Generate(tree).Files
        .Where(file => file.Key.EndsWith(".cs", StringComparison.Ordinal))
        .Select(file => (Path: file.Key, Tasks: TaskStub.In(System.Text.Encoding.UTF8.GetString(file.Value)).Select(stub => stub.Task).OfType<int>().Distinct().Order().ToList()))
        .Where(file => file.Tasks.Count > 0)
        .ToDictionary(file => file.Path, file => (IReadOnlyList<int>)file.Tasks, StringComparer.Ordinal);

    /// <summary>The points on the class; otherwise the sum of its tests' points.</summary>
    private static double PointsOf(string fixture)
    {
        var head = fixture.IndexOf("class ", StringComparison.Ordinal) is var start and >= 0 ? fixture[..start] : fixture;
        return All(head).FirstOrDefault(All(fixture).Sum());

        static IEnumerable<double> All(string text) => Attribute().Matches(text).Select(match => double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"\bTask\(\s*([0-9]{1,3})\s*,\s*""((?:[^""\\]|\\.)*)""\s*\)")]
    private static partial Regex Fixture();

    [GeneratedRegex(@"\bPoints\(\s*([0-9]+(?:\.[0-9]+)?)\s*\)")]
    private static partial Regex Attribute();
}
