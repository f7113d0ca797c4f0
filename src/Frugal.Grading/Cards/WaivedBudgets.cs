using Frugal.Grading.Grades;
using Frugal.Reporting;

namespace Frugal.Grading.Cards;

/// <summary>The budgets waived on this machine, one sentence each.</summary>
internal static class WaivedBudgets
{
    public static IEnumerable<Bilingual> Of(Grade grade) =>
        from task in grade.Tasks
        from budget in task.Budget.Where(entry => entry.Value.Waived)
        let reached = task.Measured.GetValueOrDefault(budget.Key)?.Reference is { } reference ? CardText.BothValues(reference, budget.Value.Unit) : new Bilingual("too little", "trop peu")
        select new Bilingual($"Task {task.Id}: the worked answer itself reaches only ", $"Tâche {task.Id} : le corrigé lui-même n’atteint que ") + reached
            + (" on this machine (", " sur cette machine (") + InstructionSets.Of(grade.Machine)
            + ("), so no speed-up is asked. These points are for size and answers.", "), aucun gain de vitesse n’est donc demandé. Ces points récompensent la taille et les réponses.");
}
