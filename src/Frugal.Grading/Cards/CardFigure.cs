using Frugal.Grading.Grades;
using Frugal.Reporting;

namespace Frugal.Grading.Cards;

/// <summary>A measured figure as the page shows it: a bar against budget and reference, with the numbers as text.</summary>
internal sealed class CardFigure(TaskGrade task, string name, Figure figure)
{
    private readonly Budget? budget = task.Budget.GetValueOrDefault(name);
    private readonly Verdict? standing = task.Standing(name);

    /// <summary>A number below the bar.</summary>
    internal sealed record Entry(Bilingual Name, Bilingual Value);

    public int Task => task.Id;

    public Bilingual Name => CardText.FigureName(name);

    public string Style => standing is { } verdict ? HtmlCard.Style(verdict) : "neutral";

    public Bilingual Value => CardText.BothValues(figure.Value, figure.Unit);

    /// <summary>How the figure stands against its budget; null without one.</summary>
    public Bilingual? Standing => standing switch
    {
        null => default(Bilingual?),
        Verdict.Passed => ("budget kept", "budget tenu"),
        Verdict.Failed => ("budget missed", "budget manqué"),
        { } verdict => verdict.Word(),
    };

    public RawHtml Bar => new(new BulletBar { Value = figure.Value, Low = figure.Low, High = figure.High, Limit = budget?.Value, Reference = figure.Reference, Style = Style }.ToSvg());

    public IEnumerable<Entry> Entries
    {
        get
        {
            if (budget is not null)
            {
                yield return new(budget.AtMost ? ("at most", "au plus") : ("at least", "au moins"), CardText.BothValues(budget.Value, budget.Unit));
            }

            if (figure.Reference is { } reference)
            {
                yield return new(("reference", "référence"), CardText.BothValues(reference, figure.Unit));
            }

            if (figure is { Low: { } low, High: { } high })
            {
                yield return new(("95% interval", "intervalle à 95 %"), CardText.BothValues(low, figure.Unit) + (" to ", " à ") + CardText.BothValues(high, figure.Unit));
            }
        }
    }
}
