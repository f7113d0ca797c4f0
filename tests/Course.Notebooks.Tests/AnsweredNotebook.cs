using Frugal.Learning;
using Frugal.Notebooks.Ipynb;

namespace Course.Notebooks.Tests;

/// <summary>A course notebook in which students have answered: after each check stand wrong answers and the folded one, each followed by the check again.</summary>
internal static class AnsweredNotebook
{
    /// <summary>An answer, the id of the check after it, and what that must print.</summary>
    public sealed record Answer(string Exercise, string Code, string Check, string Says, string Finding);

    /// <summary>The checks print numbers in the culture of their reader.</summary>
    private const string OneCulture = "System.Globalization.CultureInfo.DefaultThreadCurrentCulture = System.Globalization.CultureInfo.InvariantCulture;";

    /// <summary>Fills in the answers of the notebook at <paramref name="path"/>; what it solves is kept in the file <paramref name="progress"/>.</summary>
    public static (Notebook Notebook, List<Answer> Answers) Of(string path, string progress)
    {
        var notebook = Notebook.Load(path);
        var exercises = NotebookExercise.Of(notebook).ToDictionary(exercise => exercise.Check!.Id!);
        List<Answer> answers = [];
        List<Cell> cells = [Cell.Create(CellKind.Code, $"Environment.SetEnvironmentVariable(\"{ProgressFile.Variable}\", {Literal(progress)});\n{OneCulture}", "progress")];
        foreach (var cell in notebook.Cells)
        {
            cells.Add(cell);
            if (cell.Id is null || !exercises.TryGetValue(cell.Id, out var exercise))
            {
                continue;
            }

            answers.Add(new(exercise.Id, "null", cell.Id, $"Exercise {exercise.Id}: no answer yet", ""));
            foreach (var (code, finding) in WrongAnswers.All[exercise.Id])
            {
                Try(exercise, code, "not yet", finding);
            }

            Try(exercise, exercise.SolutionCode!, "right", "exercises of this notebook are done");
        }

        return (Notebook.Create(cells.Select(cell => Cell.Create(cell.Kind, cell.Source, cell.Id!))), answers);

        void Try(NotebookExercise exercise, string code, string says, string finding)
        {
            var id = $"try-{exercise.Number}-{answers.Count}";
            cells.Add(Cell.Create(CellKind.Code, code, id));
            cells.Add(Cell.Create(CellKind.Code, exercise.Check!.Source, id + "-check"));
            answers.Add(new(exercise.Id, code, id + "-check", $"Exercise {exercise.Id}: {says}", finding));
        }
    }

    /// <summary>What the cell <paramref name="id"/> printed.</summary>
    public static string Printed(Notebook executed, string id) =>
        string.Concat(executed.Cells.Single(cell => cell.Id == id).Outputs.Select(output => MultilineText.Read(output!["text"])));

    private static string Literal(string text) => $"\"\"\"{text}\"\"\"";
}
