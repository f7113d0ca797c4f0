using System.Globalization;
using Frugal.Grading.Grades;
using Frugal.Reporting;

namespace Frugal.Grading.Cards;

/// <summary>
/// A grade as one self-contained web page in English and French. It loads nothing, and its content security policy allows only its own scripts,
/// so that nothing printed by a student's code can run.
/// </summary>
public static class HtmlCard
{
    /// <summary>Renders the page.</summary>
    public static string Render(Grade grade)
    {
        ArgumentNullException.ThrowIfNull(grade);
        return new Page
        {
            Title = PlainText.Line(grade.Lab) + " – Frugal",
            Body = Templates.Render("card.liquid", new View(grade)),
            Style = Templates.Text(typeof(HtmlCard), "card.css"),
            Scripts = [Templates.Text(typeof(HtmlCard), "card.js")],
            Bilingual = true,
        }.Render();
    }

    /// <summary>The CSS class of a verdict.</summary>
    internal static string Style(Verdict verdict) => verdict switch
    {
        Verdict.Passed => "passed",
        Verdict.Failed => "failed",
        Verdict.NotRun => "waiting",
        _ => "partial",
    };

    /// <summary>What the template shows.</summary>
    private sealed class View(Grade grade)
    {
        private readonly NextStep next = NextStep.Of(grade);
        private readonly int done = grade.Tasks.Count(task => task.Verdict == Verdict.Passed);
        private readonly double share = grade.MaxScore > 0 ? Math.Clamp(grade.Score / grade.MaxScore, 0, 1) : 0;

        public Grade Grade => grade;

        public string RingStyle => share >= 1 ? "passed" : "neutral";

        public string Percent => (100 * share).ToString("0.#", CultureInfo.InvariantCulture);

        public Bilingual Score => Bilingual.Number(CardText.Points(grade.Score));

        public Bilingual MaxScore => Bilingual.Number(CardText.Points(grade.MaxScore));

        public Bilingual Passed => ($"{done} of {grade.Tasks.Count} tasks passed", $"{done} {(done < 2 ? "tâche réussie" : "tâches réussies")} sur {grade.Tasks.Count}");

        public CardTask[] Tasks { get; } = [.. grade.Tasks.Select(task => new CardTask(task))];

        public CardTask? Next => next.Task is { } task ? new CardTask(task) : null;

        public Bilingual Advice => next.Advice;

        public CardFigure[] Figures { get; } = [.. grade.Tasks.SelectMany(task => task.Measured.Select(entry => new CardFigure(task, entry.Key, entry.Value)))];

        public IEnumerable<Bilingual> Waived => WaivedBudgets.Of(grade);

        public Bilingual Machine => (Bilingual)$"{grade.Machine.Cpu}, {grade.Machine.Cores} " + (grade.Machine.Cores == 1 ? ("core, ", "cœur, ") : ("cores, ", "cœurs, "))
            + Bilingual.Size(grade.Machine.RamBytes) + $" RAM, {grade.Machine.Os}, " + InstructionSets.Of(grade.Machine);

        public string Time => grade.GradedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

        public string Minute => grade.GradedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

        public string Seed => grade.Seed.ToString(CultureInfo.InvariantCulture);
    }
}
