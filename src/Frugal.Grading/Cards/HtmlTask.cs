using Frugal.Charts;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Cards;

/// <summary>A task on the page: collapsed if it passed, expanded if there is something to do.</summary>
internal static class HtmlTask
{
    public static void Write(HtmlPage page, TaskGrade task)
    {
        var open = new HtmlPage.Raw(task.Verdict is Verdict.Passed or Verdict.NotRun ? "" : " open");
        page.Add($"<details class=\"task {HtmlCard.Style(task.Verdict)}\" id=\"task-{task.Id}\"{open}><summary><span class=\"mark\" aria-hidden=\"true\">{task.Verdict.Mark().ToString()}</span>");
        page.Add($"<span class=\"title\"><span class=\"soft\">{task.Id}</span> {PlainText.Line(task.Title)}</span><span class=\"verdict\">{task.Verdict.Word()}</span>");
        page.Add($"<span class=\"points\">{Fraction(task.Points, task.MaxPoints)}<span class=\"unseen\"> points</span></span></summary><div class=\"body\">");
        Reason(page, task.Message, task.Cause);
        Hints(page, task);
        Tests(page, task);
        page.Add($"</div></details>");
    }

    /// <summary>Why it did not pass: the cause in both languages, then the grading's message.</summary>
    public static void Reason(HtmlPage page, string? message, Cause cause)
    {
        if (cause == Cause.None && string.IsNullOrWhiteSpace(message))
        {
            return;
        }

        page.Add($"<p class=\"reason\"><b>{Capital(cause.Words())}{(cause == Cause.None ? "" : new Bilingual(".", "."))}</b> <span dir=\"auto\">{HtmlPage.WithCode(message ?? "")}</span></p>");
    }

    public static void Hints(HtmlPage page, TaskGrade task)
    {
        var hints = task.OpenHints().ToArray();
        if (hints.Length == 0)
        {
            return;
        }

        page.Add($"<ul class=\"hints\">");
        foreach (var hint in hints)
        {
            page.Add($"<li><b>{new Bilingual("Hint", "Indice")}</b> {HtmlPage.WithCode(hint)}</li>");
        }

        page.Add($"</ul>");
    }

    private static void Tests(HtmlPage page, TaskGrade task)
    {
        page.Add($"<ul class=\"tests\">");
        foreach (var test in task.Tests)
        {
            page.Add($"<li class=\"{HtmlCard.Style(test.Verdict)}\"><span class=\"mark\" aria-hidden=\"true\">{test.Verdict.Mark().ToString()}</span><div>{PlainText.Line(test.Name)}");
            if (test.Hidden)
            {
                page.Add($" <span class=\"tag\">{new Bilingual("hidden test", "test caché")}</span>");
            }

            page.Add($"<span class=\"unseen\"> {test.Verdict.Word()}</span>");
            if (test.Message is { } message && message != task.Message)
            {
                page.Add($"<p class=\"why\" dir=\"auto\">{HtmlPage.WithCode(message)}</p>");
            }

            page.Add($"</div><span class=\"points\">{Fraction(test.Points, test.MaxPoints)}</span></li>");
        }

        page.Add($"</ul>");
    }

    private static Bilingual Fraction(double points, double all) =>
        Bilingual.Number(CardText.Points(points)) + " / " + Bilingual.Number(CardText.Points(all));

    private static Bilingual Capital(Bilingual words) => words.English.Length == 0 ? words : ($"{char.ToUpperInvariant(words.English[0])}{words.English[1..]}", $"{char.ToUpperInvariant(words.French[0])}{words.French[1..]}");
}
