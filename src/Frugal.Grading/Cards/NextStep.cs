using Frugal.Grading.Grades;
using Frugal.Reporting;

namespace Frugal.Grading.Cards;

/// <summary>The student's next step.</summary>
/// <param name="Task">The task to work on; null if nothing is left to do.</param>
/// <param name="Advice">What to do, in a sentence; the task's hints give the details.</param>
internal sealed record NextStep(TaskGrade? Task, Bilingual Advice)
{
    /// <summary>The first task that the student can fix; otherwise one to be graded again; otherwise none.</summary>
    public static NextStep Of(Grade grade)
    {
        var open = grade.Tasks.Where(task => task.Verdict != Verdict.Passed).ToArray();
        if (open.FirstOrDefault(task => task.Verdict is Verdict.Failed or Verdict.Partial && task.Cause is not Cause.Grader) is { } mine)
        {
            return new(mine, Name(mine));
        }

        return open.FirstOrDefault() switch
        {
            null when grade.NotChosen > 0 => new(null, ("The chosen tasks are passed. Grade the whole lab next.", "Les tâches choisies sont réussies. Faites maintenant noter tout le TP.")),
            null => new(null, ("Every task is passed.", "Toutes les tâches sont réussies.")),
            { Cause: Cause.Grader } task => new(task, Name(task) + (" The grader failed here: show this card to your teacher.", " Le correcteur a échoué ici : montrez cette fiche à votre professeur.")),
            { Verdict: Verdict.Inconclusive } task => new(task, Name(task) + (" Close other programs and grade again.", " Fermez les autres programmes et relancez la correction.")),
            var task => new(task, Name(task)),
        };
    }

    private static Bilingual Name(TaskGrade task)
    {
        var title = PlainText.Line(task.Title).TrimEnd('.');
        return ($"Task {task.Id}: {title}.", $"Tâche {task.Id} : {title}.");
    }
}
