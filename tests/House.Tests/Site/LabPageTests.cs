using System.Text.RegularExpressions;

namespace House.Tests.Site;

/// <summary>A lab's page lists the grader's tasks with their points, and names its budgets.</summary>
public partial class LabPageTests
{
    private static IEnumerable<TestCaseData> LabPages() =>
        from language in Language.Both
        from page in language.Pages
        where page.StartsWith("labs/", StringComparison.Ordinal) && page != "labs/index.md"
        select new TestCaseData(language, page).SetArgDisplayNames($"docs/{language.Code}/{page}");

    [TestCaseSource(nameof(LabPages))]
    public void The_page_has_the_tasks_and_points_of_the_grader(object of, string page)
    {
        var grader = Sources(page);

        var asked = grader.SelectMany(source => TaskAttribute().Matches(source)).Select(task => $"{task.Groups[1].Value}: {task.Groups[2].Value}").Order(StringComparer.Ordinal);
        var listed = TaskRow().Matches(((Language)of).Read(page)).Select(row => $"{row.Groups[1].Value}: {row.Groups[2].Value}").Order(StringComparer.Ordinal);

        Assert.That(asked, Is.Not.Empty);
        Assert.That(listed, Is.EqualTo(asked));
    }

    [TestCaseSource(nameof(LabPages))]
    public void The_page_names_the_budgets_of_the_grader(object of, string page)
    {
        var language = (Language)of;
        var text = language.Read(page);
        var budgets = Sources(page).SelectMany(source => ByteBudget().Matches(source)).Select(budget => language.Code == "en" ? budget.Groups[1].Value : budget.Groups[1].Value.Replace('.', ',').Replace("MB", "Mo", StringComparison.Ordinal).Replace("KB", "Ko", StringComparison.Ordinal));
        var floors = Sources(page).SelectMany(source => Floor().Matches(source)).Select(floor => $"{floor.Groups[1].Value.PadRight(2, '0')}{(language.Code == "en" ? "%" : " %")}");

        Assert.That(budgets.Concat(floors).Where(budget => !text.Contains(budget, StringComparison.Ordinal)), Is.Empty);
    }

    [TestCaseSource(nameof(LabPages))]
    public void The_page_names_the_parts_that_must_not_be_called(object of, string page)
    {
        var text = ((Language)of).Read(page);
        var refused = Sources(page).SelectMany(source => Refused().Matches(source)).SelectMany(list => Quoted().Matches(list.Value)).Select(name => ShortName(name.Groups[1].Value)).Distinct().ToList();

        Assert.That(refused, Is.Not.Empty);
        Assert.That(refused.Where(name => !text.Contains(name, StringComparison.Ordinal)), Is.Empty);

        static string ShortName(string name) => name.EndsWith('.') ? name.TrimEnd('.') : name.Split('`')[0].Split('.')[^1];
    }

    /// <summary>The sources of the grader of a page such as <c>labs/clothing-api.md</c>.</summary>
    private static IReadOnlyList<string> Sources(string page)
    {
        var app = string.Concat(Path.GetFileNameWithoutExtension(page).Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return [.. Directory.GetFiles(Tree.At("tests", $"Labs.{app}.Grader"), "*.cs").Select(File.ReadAllText)];
    }

    [GeneratedRegex(@"\[Task\((\d+), ""[^""]*""\)\]\s*\[Points\((\d+)\)\]")]
    private static partial Regex TaskAttribute();

    [GeneratedRegex(@"^\| (\d+) \| [^|]+ \| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex TaskRow();

    [GeneratedRegex(@"\[[^\]]*(?:Size|Ram)Budget\(""([^""]+)""")]
    private static partial Regex ByteBudget();

    [GeneratedRegex(@"AccuracyFloor\(0\.(\d{1,2})\)")]
    private static partial Regex Floor();

    [GeneratedRegex(@"(?:MustNotCall\(|Ready => \[)""[^;]*")]
    private static partial Regex Refused();

    [GeneratedRegex(@"""([^""]+)""")]
    private static partial Regex Quoted();
}
