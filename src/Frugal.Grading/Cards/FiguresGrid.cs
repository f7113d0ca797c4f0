using Frugal.Grading.Grades;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Frugal.Grading.Cards;

/// <summary>The measured figures of a grade: one row each, as a bar against its budget and as numbers.</summary>
internal sealed class FiguresGrid(Grade grade, int width) : IRenderable
{
    private const int Numbers = 56;

    private static readonly Style Soft = new(Color.Grey);

    public Measurement Measure(RenderOptions options, int maxWidth) => ((IRenderable)Content()).Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => ((IRenderable)Content()).Render(options, maxWidth);

    private Grid Content()
    {
        var bar = Math.Clamp(width - Numbers, 4, 48);
        var grid = new Grid()
            .AddColumn(new GridColumn().Width(4).RightAligned().PadRight(2))
            .AddColumn(new GridColumn().Width(10).PadRight(1))
            .AddColumn(new GridColumn().Width(bar).PadRight(1))
            .AddColumn(new GridColumn().Width(12).PadRight(1))
            .AddColumn(new GridColumn().Width(12).PadRight(1))
            .AddColumn(new GridColumn().Width(12).PadRight(0));
        grid.AddRow(Text.Empty, Text.Empty, Text.Empty, new Text("yours", Soft), new Text("budget", Soft), new Text("reference", Soft));
        foreach (var task in grade.Tasks)
        {
            foreach (var (name, figure) in task.Measured)
            {
                var budget = task.Budget.GetValueOrDefault(name);
                var scale = new[] { figure.Value, figure.High ?? 0, budget?.Value ?? 0, figure.Reference ?? 0 }.Where(double.IsFinite).Append(0).Max();
                var scaled = scale > 0 ? scale : 1;
                grid.AddRow(new Text($"{task.Id}", Soft), new Text(CardText.FigureName(name).English),
                    TextBar.Of(figure.Value / scaled, budget?.Value / scaled, bar, Colour(task.Standing(name))),
                    new Text(Yours(figure)), Allowed(budget, task.Standing(name)),
                    new Text(figure.Reference is { } reference ? CardText.Value(reference, figure.Unit) : "", Soft));
            }
        }

        return grid;
    }

    private static string Yours(Figure figure) => figure is { Low: { } low, High: { } high }
        ? $"{CardText.Value(figure.Value, figure.Unit)}\n{Bare(low, figure.Unit)} to {Bare(high, figure.Unit)}"
        : CardText.Value(figure.Value, figure.Unit);

    /// <summary>The end of an interval without its unit, which the line above shows.</summary>
    private static string Bare(double value, string unit) => CardText.Value(value, unit).Split(' ')[0].TrimEnd('x', '%');

    private static Text Allowed(Budget? budget, Verdict? standing) => budget is null || standing is not { } verdict ? Text.Empty : new Text(
        $"{(budget.AtMost ? "≤" : "≥")} {CardText.Value(budget.Value, budget.Unit)} {verdict.Mark()}", new Style(Colour(standing)));

    private static Color Colour(Verdict? standing) => standing is { } verdict ? ConsoleCard.Colour(verdict) : Color.Blue;
}
