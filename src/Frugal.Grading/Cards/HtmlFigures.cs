using Frugal.Charts;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Cards;

/// <summary>The measured figures on the page: one chart each against budget and reference, with the numbers as text.</summary>
internal static class HtmlFigures
{
    public static void Write(HtmlPage page, Grade grade)
    {
        if (grade.Tasks.All(task => task.Measured.Count == 0))
        {
            return;
        }

        HtmlCard.Title(page, "figures", ("Your figures", "Vos chiffres"));
        page.Add($"<p class=\"legend soft\" aria-hidden=\"true\"><span class=\"yours\">{new Bilingual("yours", "les vôtres")}</span><span class=\"theirs\">{new Bilingual("reference", "référence")}</span><span class=\"bound\">budget</span><span class=\"range\">{new Bilingual("95% interval", "intervalle à 95 %")}</span></p><div class=\"figures\">");
        foreach (var task in grade.Tasks)
        {
            foreach (var (name, figure) in task.Measured)
            {
                Figure(page, task, name, figure);
            }
        }

        page.Add($"</div>");
        foreach (var sentence in WaivedBudgets.Of(grade))
        {
            page.Add($"<p>{sentence}</p>");
        }
    }

    private static void Figure(HtmlPage page, TaskGrade task, string name, Figure figure)
    {
        var budget = task.Budget.GetValueOrDefault(name);
        var standing = task.Standing(name);
        var style = standing is { } verdict ? HtmlCard.Style(verdict) : "neutral";
        page.Add($"<section class=\"figure {style}\"><h3><span class=\"soft\">{new Bilingual($"Task {task.Id}", $"Tâche {task.Id}")}</span> {CardText.FigureName(name)}</h3><p class=\"value\"><strong>{CardText.BothValues(figure.Value, figure.Unit)}</strong>");
        if (standing is not null)
        {
            page.Add($" <span class=\"verdict\">{Words(standing.Value)}</span>");
        }

        page.Add($"</p>{new HtmlPage.Raw(Bar(figure, budget, style).ToSvg())}<dl>");
        if (budget is not null)
        {
            Entry(page, budget.AtMost ? ("at most", "au plus") : ("at least", "au moins"), CardText.BothValues(budget.Value, budget.Unit));
        }

        if (figure.Reference is { } reference)
        {
            Entry(page, ("reference", "référence"), CardText.BothValues(reference, figure.Unit));
        }

        if (figure is { Low: { } low, High: { } high })
        {
            Entry(page, ("95% interval", "intervalle à 95 %"), CardText.BothValues(low, figure.Unit) + (" to ", " à ") + CardText.BothValues(high, figure.Unit));
        }

        page.Add($"</dl></section>");
    }

    private static Bilingual Words(Verdict standing) => standing switch
    {
        Verdict.Passed => ("budget kept", "budget tenu"),
        Verdict.Failed => ("budget missed", "budget manqué"),
        _ => standing.Word(),
    };

    private static void Entry(HtmlPage page, Bilingual name, Bilingual value) => page.Add($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    private static BulletBar Bar(Figure figure, Budget? budget, string style) => new()
    {
        Value = figure.Value,
        Low = figure.Low,
        High = figure.High,
        Limit = budget?.Value,
        Reference = figure.Reference,
        Style = style,
    };
}
