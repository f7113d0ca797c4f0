using System.Text.RegularExpressions;
using Frugal.Grading.Authoring;

namespace House.Tests;

/// <summary>What a lab's READMEs say of its tasks is what its grader has.</summary>
public partial class LabReadmeTests
{
    private static IEnumerable<TestCaseData> Readmes =>
        new Course(Tree.Root).Labs.SelectMany(lab => new[] { "README.md", "README.fr.md" }.Select(readme => new TestCaseData(lab, Path.Combine(lab.Solution, readme)).SetArgDisplayNames(lab.Name.Text, readme)));

    [TestCaseSource(nameof(Readmes))]
    public void Each_task_is_in_the_table_with_its_points_which_are_100_together(LabTree lab, string readme)
    {
        var declared = Directory.EnumerateFiles(lab.Grader, "*.cs").SelectMany(path => Declared().Matches(File.ReadAllText(path))).Select(Numbers).Order().ToList();

        var table = Row().Matches(File.ReadAllText(readme)).Select(Numbers).ToList();

        Assert.That(table, Is.EqualTo(declared));
        Assert.That(table.Sum(row => row.Points), Is.EqualTo(100));
    }

    /// <summary>A task that builds on others says so in its row: the grader's numbers of earlier tasks stand in it.</summary>
    [TestCaseSource(nameof(Readmes))]
    public void The_row_of_a_task_names_the_earlier_tasks_that_it_needs(LabTree lab, string readme)
    {
        var text = File.ReadAllText(readme);
        foreach (var source in Directory.EnumerateFiles(lab.Grader, "*.cs").Select(File.ReadAllText).Where(source => Declared().IsMatch(source)))
        {
            var task = Numbers(Declared().Match(source)).Task;
            var row = Row().Matches(text).Single(row => Numbers(row).Task == task).Value;
            foreach (var needed in Required().Matches(source).Select(match => int.Parse(match.Groups[1].Value)).Distinct().Where(needed => needed != task))
            {
                Assert.That(row, Does.Match($@"\b{needed}[a-z]?\b"), $"task {task} needs a test of task {needed}");
            }
        }
    }

    private static (int Task, double Points) Numbers(Match match) => (int.Parse(match.Groups[1].Value), double.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^\[Task\((\d+), ""[^""]*""\)\]\s*\[Points\(([\d.]+)\)\]", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"^\| (\d+) \| [^|]+ \| ([\d.]+) \|.*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\bRequires\((\d+), ")]
    private static partial Regex Required();
}
