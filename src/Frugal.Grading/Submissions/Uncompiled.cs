using System.Text.RegularExpressions;
using Frugal.Grading.Authoring;
using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;
using Frugal.Measuring;
using Frugal.Reporting;

namespace Frugal.Grading.Submissions;

/// <summary>The grade of code that does not compile. Nothing ran, so the tasks are read from the grader's sources.</summary>
internal static partial class Uncompiled
{
    private const int ErrorsShown = 3;

    /// <summary>Grades every task with zero points, with the compiler's first errors.</summary>
    public static Grade Grade(LabTree tree, IReadOnlyList<string> errors)
    {
        var own = errors.Where(error => error.Contains("error CS", StringComparison.Ordinal)).DefaultIfEmpty(errors[0]).Select(error => Shorten(tree, error)).ToList();
        var more = own.Count > ErrorsShown ? $"\nand {own.Count - ErrorsShown} more" : "";
        return new Grade
        {
            Lab = tree.Name.Text,
            GradedAt = DateTimeOffset.UtcNow,
            Machine = MachineInfo.Current(),
            Seed = GradingSeed.Draw().Value,
            Tasks = [.. Declared(tree).OrderBy(task => task.Id).Select((task, place) => task with { Message = place == 0 ? PlainText.Clip(string.Join("\n", own.Take(ErrorsShown)) + more) : null })],
        };
    }

    private static IEnumerable<TaskGrade> Declared(LabTree tree) => LabFiles.In(tree.Grader)
        .Where(path => path.EndsWith(".cs", StringComparison.Ordinal))
        .SelectMany(path => Fixture().Split(File.ReadAllText(Path.Combine(tree.Grader, path))).Skip(1).Chunk(3))
        .Select(parts => new TaskGrade
        {
            Id = int.Parse(parts[0]),
            Title = Regex.Unescape(parts[1]),
            Verdict = Verdict.Failed,
            Cause = Cause.DoesNotCompile,
            MaxPoints = Points(parts[2]),
        });

    /// <summary>The points on the class; otherwise the sum of its tests' points.</summary>
    private static double Points(string fixture)
    {
        var head = fixture.IndexOf("class ", StringComparison.Ordinal) is var start and >= 0 ? fixture[..start] : fixture;
        return PointsOf(head).FirstOrDefault(PointsOf(fixture).Sum());

        static IEnumerable<double> PointsOf(string text) =>
            Attribute().Matches(text).Select(match => double.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string Shorten(LabTree tree, string error) => error.Replace(tree.Course.Root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    [GeneratedRegex(@"\bTask\(\s*([0-9]{1,3})\s*,\s*""((?:[^""\\]|\\.)*)""\s*\)")]
    private static partial Regex Fixture();

    [GeneratedRegex(@"\bPoints\(\s*([0-9]+(?:\.[0-9]+)?)\s*\)")]
    private static partial Regex Attribute();
}
