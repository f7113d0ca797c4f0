using System.Globalization;
using Frugal.Cli.Progress;
using Frugal.Reporting;

namespace Frugal.Cli.Report;

/// <summary>The student's progress as one self-contained page in English and French.</summary>
internal sealed class ProgressPage(CourseProgress progress)
{
    /// <summary>Renders the page.</summary>
    public string Render() => new Page
    {
        Title = "Frugal: progress",
        Body = Templates.Render("progress.liquid", this),
        Style = Templates.Text(typeof(ProgressPage), "progress.css"),
        Bilingual = true,
    }.Render();

    public LabView[] Labs { get; } = [.. progress.Labs.Select(lab => new LabView(lab))];

    public NotebookView[] Notebooks { get; } = [.. progress.Notebooks.Select(notebook => new NotebookView(notebook))];

    public string File => progress.File;

    private static Bilingual Points(double points) => Bilingual.Number(points.ToString("0.##", CultureInfo.InvariantCulture));

    private static string Share(double done, double all) => (all > 0 ? 100 * Math.Clamp(done / all, 0, 1) : 0).ToString("0.#", CultureInfo.InvariantCulture);

    internal sealed class LabView(LabState lab)
    {
        public string Name => lab.Name;

        public string Share => ProgressPage.Share(lab.Points, lab.MaxPoints);

        public Bilingual Score => Points(lab.Points) + (" of ", " sur ") + Points(lab.MaxPoints) + " points";

        public TaskView[] Tasks { get; } = [.. lab.Tasks.Select(task => new TaskView(task))];
    }

    internal sealed class TaskView(TaskState task)
    {
        public int Number => task.Number;

        public string Title => task.Title;

        public string Style => task.IsDone ? "passed" : task.Points > 0 ? "partial" : "waiting";

        public string Mark => task.IsDone ? "✓" : task.Points > 0 ? "◐" : "·";

        public Bilingual Word => task.IsDone ? ("done", "terminée") : task.Points > 0 ? ("begun", "commencée") : ("no points yet", "pas encore de points");

        public Bilingual Score => Points(task.Points) + (" of ", " sur ") + Points(task.MaxPoints);

        public FigureView[] Figures { get; } = [.. task.Figures.Select(figure => new FigureView(BestFigureText.Name(figure.Key), BestFigureText.History(figure.Value)))];
    }

    internal sealed record FigureView(string Name, Bilingual History);

    internal sealed class NotebookView(NotebookState notebook)
    {
        public string Name => notebook.Name;

        public string Share => ProgressPage.Share(notebook.Done, notebook.Exercises.Count);

        public Bilingual Score => ($"{notebook.Done} of {notebook.Exercises.Count} exercises", $"{notebook.Done} exercice{(notebook.Done < 2 ? "" : "s")} sur {notebook.Exercises.Count}");

        public ExerciseView[] Exercises { get; } = [.. notebook.Exercises.Select(exercise => new ExerciseView(exercise))];
    }

    internal sealed class ExerciseView(ExerciseState exercise)
    {
        public string Id => exercise.Id;

        public string Title => exercise.Title;

        public string Style => exercise.SolvedAt is null ? "waiting" : "passed";

        public string Mark => exercise.SolvedAt is null ? "·" : "✓";

        public Bilingual Word => exercise.SolvedAt is null ? ("open", "à faire") : ("solved", "résolu");
    }
}
