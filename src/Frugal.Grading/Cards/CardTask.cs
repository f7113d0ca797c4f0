using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;
using Frugal.Reporting;

namespace Frugal.Grading.Cards;

/// <summary>A task as the page shows it: collapsed if it passed, expanded if there is something to do.</summary>
internal sealed class CardTask(TaskGrade task)
{
    /// <summary>A test; its message is null where the task's says the same.</summary>
    internal sealed record Test(string Name, string Style, string Mark, Bilingual Word, bool Hidden, string? Message, Bilingual Points, string[] Hints);

    /// <summary>A test of an earlier task that this task builds on.</summary>
    internal sealed record Needed(string Style, string Mark, Bilingual Sentence);

    public int Id => task.Id;

    public string Title => task.Title;

    public string Style => HtmlCard.Style(task.Verdict);

    public string Mark => task.Verdict.Mark().ToString();

    public Bilingual Word => task.Verdict.Word();

    public Bilingual Points => Fraction(task.Points, task.MaxPoints);

    public bool Open => task.Verdict is not (Verdict.Passed or Verdict.NotRun);

    /// <summary>Whether the page says why the task did not pass: the cause in both languages, then the grading's message.</summary>
    public bool HasReason => task.Cause != Grades.Cause.None || !string.IsNullOrWhiteSpace(task.Message);

    /// <summary>The cause as a sentence; empty if there is none.</summary>
    public Bilingual Cause => task.Cause.Words() is { English.Length: > 0 } words
        ? ($"{char.ToUpperInvariant(words.English[0])}{words.English[1..]}.", $"{char.ToUpperInvariant(words.French[0])}{words.French[1..]}.") : "";

    public string Message => task.Message ?? "";

    public string[] Hints { get; } = [.. task.OpenHints()];

    public Test[] Tests { get; } = [.. task.Tests.Select(test => new Test(test.Name, HtmlCard.Style(test.Verdict), test.Verdict.Mark().ToString(), test.Verdict.Word(),
        test.Hidden, test.Message == task.Message ? null : test.Message, Fraction(test.Points, test.MaxPoints), [.. test.OpenHints()]))];

    public Needed[] Needs { get; } = [.. task.Needs.Select(need => new Needed(HtmlCard.Style(need.Met ? Verdict.Passed : Verdict.NotRun), (need.Met ? Verdict.Passed : Verdict.NotRun).Mark().ToString(), Sentence(need)))];

    public Bilingual[] StoodIn { get; } = [.. task.StoodIn().Select(ConsoleCard.StandIn)];

    private static Bilingual Sentence(Need need)
    {
        var (test, part) = (PlainText.Line(need.Test), need.StandIn is null ? null : PlainText.Line(need.StandIn));
        return ($"Task {need.Task}: {test}{(part is null ? "" : $" (otherwise the grader's own {part}, for {100 * RequiresAttribute.StandInShare:0}% of the points)")}",
            $"Tâche {need.Task} : {test}{(part is null ? "" : $" (sinon la pièce du correcteur, {part}, pour {100 * RequiresAttribute.StandInShare:0} % des points)")}");
    }

    private static Bilingual Fraction(double points, double all) => Bilingual.Number($"{CardText.Points(points)} / {CardText.Points(all)}");
}
