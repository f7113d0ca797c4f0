using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Frugal.Charts;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Cards;

/// <summary>
/// A grade as one self-contained web page in English and French. It loads nothing, and its content security policy allows only its own script,
/// so that nothing printed by a student's code can run.
/// </summary>
public static class HtmlCard
{
    /// <summary>Renders the page.</summary>
    public static string Render(Grade grade)
    {
        ArgumentNullException.ThrowIfNull(grade);
        var page = new HtmlPage();
        var (style, script) = (CardResource.Text("card.css"), CardResource.Text("card.js"));
        page.Add($"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'sha256-{Hash(style)}'; script-src 'sha256-{Hash(script)}'\">");
        page.Add($"<link rel=\"icon\" href=\"data:,\"><title>{PlainText.Line(grade.Lab)} – Frugal</title><style>{new HtmlPage.Raw(style)}</style></head><body>");
        page.Add($"<a class=\"skip\" href=\"#tasks\">{new Bilingual("Skip to the tasks", "Aller aux tâches")}</a>");
        page.Add($"<header><span class=\"soft\">Frugal</span><span><button type=\"button\" data-language=\"en\" lang=\"en\" aria-pressed=\"true\">English</button> <button type=\"button\" data-language=\"fr\" lang=\"fr\" aria-pressed=\"false\">Français</button></span></header><main>");
        Head(page, grade);
        Next(page, grade);
        Title(page, "tasks", ("Tasks", "Tâches"));
        foreach (var task in grade.Tasks)
        {
            HtmlTask.Write(page, task);
        }

        HtmlFigures.Write(page, grade);
        Conditions(page, grade);
        page.Add($"</main><script>{new HtmlPage.Raw(script)}</script></body></html>\n");
        return page.ToString();
    }

    /// <summary>A heading with an anchor.</summary>
    internal static void Title(HtmlPage page, string id, Bilingual text) => page.Add($"<h2 id=\"{id}\">{text}</h2>");

    private static void Head(HtmlPage page, Grade grade)
    {
        var share = grade.MaxScore > 0 ? Math.Clamp(grade.Score / grade.MaxScore, 0, 1) : 0;
        var done = grade.Tasks.Count(task => task.Verdict == Verdict.Passed);
        page.Add($"<section class=\"head\"><div class=\"ring {(share >= 1 ? "passed" : "neutral")}\"><svg viewBox=\"0 0 120 120\" aria-hidden=\"true\" focusable=\"false\"><circle class=\"track\" cx=\"60\" cy=\"60\" r=\"52\"/>");
        page.Add($"<circle class=\"arc\" cx=\"60\" cy=\"60\" r=\"52\" pathLength=\"100\" stroke-dasharray=\"{100 * share:0.#} 100\" transform=\"rotate(-90 60 60)\"/></svg>");
        page.Add($"<p><strong>{Bilingual.Number(CardText.Points(grade.Score))}</strong> <span>{new Bilingual("of ", "sur ")}{Bilingual.Number(CardText.Points(grade.MaxScore))}<span class=\"unseen\"> points</span></span></p></div>");
        page.Add($"<div><h1>{PlainText.Line(grade.Lab)}</h1><p class=\"soft\">{new Bilingual($"{done} of {grade.Tasks.Count} tasks passed", $"{done} {(done < 2 ? "tâche réussie" : "tâches réussies")} sur {grade.Tasks.Count}")}</p><ol class=\"steps\">");
        foreach (var task in grade.Tasks)
        {
            page.Add($"<li><a class=\"{Style(task.Verdict)}\" href=\"#task-{task.Id}\"><span class=\"unseen\">{new Bilingual("Task ", "Tâche ")}</span>{task.Id} <span aria-hidden=\"true\">{task.Verdict.Mark().ToString()}</span><span class=\"unseen\"> {task.Verdict.Word()}</span></a></li>");
        }

        page.Add($"</ol></div></section>");
    }

    private static void Next(HtmlPage page, Grade grade)
    {
        var next = NextStep.Of(grade);
        page.Add($"<section class=\"next {(next.Task is null ? "passed" : "neutral")}\" aria-labelledby=\"next\"><h2 id=\"next\">{(next.Task is null ? new Bilingual("Done", "Terminé") : new Bilingual("Next", "À faire maintenant"))}</h2><p><b>{next.Advice}</b></p>");
        if (next.Task is { } task)
        {
            HtmlTask.Reason(page, task.Message, task.Cause);
            HtmlTask.Hints(page, task);
        }

        page.Add($"</section>");
    }

    private static void Conditions(HtmlPage page, Grade grade)
    {
        Title(page, "conditions", ("How it was graded", "Comment c’est corrigé"));
        page.Add($"<ul class=\"conditions\">");
        foreach (var sentence in grade.Containment)
        {
            page.Add($"<li>{sentence}</li>");
        }

        var machine = grade.Machine;
        page.Add($"<li>{new Bilingual("Measured on ", "Mesuré sur ")}{machine.Cpu}, {machine.Cores} {(machine.Cores == 1 ? new Bilingual("core", "cœur") : new Bilingual("cores", "cœurs"))}, {Bilingual.Size(machine.RamBytes)} RAM, {machine.Os}, {InstructionSets.Of(machine)}.</li>");
        page.Add($"<li>{new Bilingual("Graded on ", "Corrigé le ")}<time datetime=\"{grade.GradedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}\">{grade.GradedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}</time> UTC.</li>");
        var seed = grade.Seed.ToString(CultureInfo.InvariantCulture);
        page.Add($"<li>{new Bilingual($"The unseen inputs were drawn from seed {seed}; ", $"Les entrées inédites sont tirées de la graine {seed} ; ")}<code>FRUGAL_GRADE_SEED={seed}</code>{new Bilingual(" draws the same ones again.", " redonne les mêmes.")}</li></ul>");
    }

    /// <summary>The CSS class of a verdict.</summary>
    internal static string Style(Verdict verdict) => verdict switch
    {
        Verdict.Passed => "passed",
        Verdict.Failed => "failed",
        Verdict.NotRun => "waiting",
        _ => "partial",
    };

    private static HtmlPage.Raw Hash(string text) => new(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
}
