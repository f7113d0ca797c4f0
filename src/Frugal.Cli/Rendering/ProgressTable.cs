using System.Globalization;
using Frugal.Cli.Progress;
using Frugal.Reporting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Frugal.Cli.Rendering;

/// <summary>The student's progress for a terminal: a line per lab and task that was graded, and a line per notebook.</summary>
internal sealed class ProgressTable(CourseProgress progress) : IRenderable
{
    private const int BarWidth = 20;

    private static readonly Style Soft = new(Color.Grey);

    /// <inheritdoc/>
    public Measurement Measure(RenderOptions options, int maxWidth) => new(Math.Min(60, maxWidth), maxWidth);

    /// <inheritdoc/>
    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => ((IRenderable)Content()).Render(options, maxWidth);

    private Rows Content()
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn(new GridColumn().Width(BarWidth).NoWrap().PadRight(2)).AddColumn(new GridColumn().PadRight(0));
        foreach (var lab in progress.Labs)
        {
            grid.AddRow(new Text(lab.Name), Bar(lab.Points, lab.MaxPoints), new Text($"{Points(lab.Points)} of {Points(lab.MaxPoints)} points, {lab.Done} of {lab.Tasks.Count} tasks"));
            foreach (var task in lab.Tasks.Where(task => task.GradedAt is not null))
            {
                var figures = string.Concat(task.Figures.Select(figure => $"  {BestFigureText.Name(figure.Key)} {BestFigureText.History(figure.Value).English}"));
                grid.AddRow(new Text($"  {(task.IsDone ? "✓" : "·")} {task.Number}", new Style(task.IsDone ? Color.Green : Color.Yellow)), Bar(task.Points, task.MaxPoints),
                    new Text(PlainText.Line($"{Points(task.Points)} of {Points(task.MaxPoints)}  {task.Title}{figures}"), Soft));
            }
        }

        grid.AddEmptyRow();
        foreach (var notebook in progress.Notebooks)
        {
            grid.AddRow(new Text(PlainText.Line(notebook.Name)), Bar(notebook.Done, notebook.Exercises.Count), new Text($"{notebook.Done} of {notebook.Exercises.Count} exercises"));
        }

        return new Rows(grid);
    }

    private static Text Bar(double done, double all)
    {
        var full = all > 0 ? (int)Math.Floor(BarWidth * Math.Clamp(done / all, 0, 1)) : 0;
        return new Text(new string('█', full) + new string('░', BarWidth - full), new Style(done >= all && all > 0 ? Color.Green : Color.Grey));
    }

    private static string Points(double points) => points.ToString("0.##", CultureInfo.InvariantCulture);
}
