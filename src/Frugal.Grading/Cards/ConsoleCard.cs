using Frugal.Grading.Grades;
using Frugal.Grading.Tasks;
using Frugal.Reporting;
using Spectre.Console.Rendering;
using Spectre.Console;

namespace Frugal.Grading.Cards;

/// <summary>
/// A grade for a terminal or a log: the score, one row per task with the reason if it did not pass, the measured figures as bars, how the code was
/// contained, and finally, next to the prompt, what to do next. Every colour is also a word or a mark, so that plain text loses nothing.
/// </summary>
public sealed class ConsoleCard(Grade grade) : IRenderable
{
    private const int Indent = 6;

    private static readonly Style Soft = new(Color.Grey);
    private static readonly Style Strong = new(decoration: Decoration.Bold);

    /// <summary>Renders the card as text with at most <paramref name="width"/> columns, each line ended by <c>\n</c>.</summary>
    /// <param name="grade">The grade.</param>
    /// <param name="width">Number of columns, at least 60.</param>
    /// <param name="colour">Whether to write colours as ANSI escape sequences.</param>
    public static string Render(Grade grade, int width, bool colour)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = Math.Max(60, width);
        console.Profile.Capabilities.Unicode = true;
        console.Write(new ConsoleCard(grade));
        var lines = writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd());
        return string.Join('\n', lines).TrimEnd() + "\n";
    }

    /// <summary>Whether to leave out how the code was contained, the machine and the next step: for single tasks that are graded again and again.</summary>
    public bool Brief { get; init; }

    /// <inheritdoc/>
    public Measurement Measure(RenderOptions options, int maxWidth) => new(Math.Min(60, maxWidth), maxWidth);

    /// <inheritdoc/>
    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => ((IRenderable)Content(maxWidth)).Render(options, maxWidth);

    private Rows Content(int width)
    {
        var rows = new List<IRenderable>();
        rows.AddRange(Head(width));
        foreach (var task in grade.Tasks)
        {
            rows.Add(TaskLine(task, width));
            rows.AddRange(Details(task).Select(line => new Padder(line, new Padding(Indent, 0, 0, 0))));
        }

        if (grade.Tasks.Any(task => task.Measured.Count > 0))
        {
            rows.AddRange([Text.Empty, new Text("Measured", Strong), new FiguresGrid(grade, width)]);
        }

        if (!Brief)
        {
            rows.AddRange(Conditions());
            rows.AddRange(Next());
        }

        return new Rows(rows);
    }

    private IEnumerable<IRenderable> Head(int width)
    {
        var score = $"{CardText.Points(grade.Score)} of {CardText.Points(grade.MaxScore)} points";
        var line = new Grid().AddColumn(new GridColumn().Width(width - score.Length - 2).PadRight(2)).AddColumn(new GridColumn().Width(score.Length).NoWrap().PadRight(0));
        yield return line.AddRow(new Text(PlainText.Line(grade.Lab), Strong), new Text(score, Strong));
        yield return TextBar.Of(grade.MaxScore > 0 ? grade.Score / grade.MaxScore : 0, null, width, Colour(grade.Score >= grade.MaxScore ? Verdict.Passed : Verdict.Partial));
        yield return Text.Empty;
    }

    private static Grid TaskLine(TaskGrade task, int width)
    {
        var points = $"{CardText.Points(task.Points)} of {CardText.Points(task.MaxPoints)}";
        var grid = new Grid()
            .AddColumn(new GridColumn().Width(1).PadRight(1))
            .AddColumn(new GridColumn().Width(2).RightAligned().PadRight(2))
            .AddColumn(new GridColumn().Width(width - Indent - 14 - 12).PadRight(2))
            .AddColumn(new GridColumn().Width(12).NoWrap().PadRight(1))
            .AddColumn(new GridColumn().Width(11).RightAligned().NoWrap().PadRight(0));
        var style = new Style(Colour(task.Verdict));
        return grid.AddRow(new Text(task.Verdict.Mark().ToString(), style), new Text($"{task.Id}", Soft), new Text(PlainText.Line(task.Title)),
            new Text(task.Verdict.Word().English, style), new Text(points));
    }

    private static IEnumerable<IRenderable> Details(TaskGrade task)
    {
        if (task.Verdict == Verdict.Passed)
        {
            yield break;
        }

        if (Reason(task.Message, task.Cause) is { Length: > 0 } reason)
        {
            yield return new Text(reason);
        }

        var open = task.Tests.Where(test => test.Verdict != Verdict.Passed && task.Tests.Count > 1 && task.Cause is not (Cause.NotDone or Cause.Prerequisite)).ToArray();
        foreach (var test in open.Take(6))
        {
            var why = test.Message == task.Message ? "" : Reason(test.Message, test.Cause);
            yield return new Paragraph().Append($"{test.Verdict.Mark()} ", new Style(Colour(test.Verdict)))
                .Append($"{PlainText.Line(test.Name)}{(test.Hidden ? " (hidden)" : "")}{(why.Length > 0 ? $": {why}" : "")}", Soft);
            foreach (var hint in test.OpenHints())
            {
                yield return new Padder(Hint(hint), new Padding(2, 0, 0, 0));
            }
        }

        if (open.Length > 6)
        {
            yield return new Text($"and {open.Length - 6} more tests", Soft);
        }

        foreach (var need in task.StoodIn())
        {
            yield return new Text(StandIn(need).English);
        }

        foreach (var hint in task.OpenHints().Concat(open.Length == 0 && !task.OnlyStandsIn() ? task.Tests.SelectMany(test => test.OpenHints()) : []).Distinct())
        {
            yield return Hint(hint);
        }
    }

    /// <summary>Which part the grader gave, and why, in a sentence.</summary>
    internal static Bilingual StandIn(Need need)
    {
        var (part, test) = (PlainText.Line(need.StandIn ?? ""), PlainText.Line(need.Test));
        return ($"The grader's own {part} stood in, for {100 * RequiresAttribute.StandInShare:0}% of the points: \"{test}\" of task {need.Task} did not pass.",
            $"Le correcteur a fourni sa propre pièce ({part}), pour {100 * RequiresAttribute.StandInShare:0} % des points : « {test} » de la tâche {need.Task} n’est pas réussi.");
    }

    private static Text Hint(string hint) => new($"Hint: {hint}", new Style(Color.Aqua));

    /// <summary>The cause in words, then the grading's message: "too slow: 1.31x of the 2.00x asked."</summary>
    private static string Reason(string? message, Cause cause)
    {
        var words = cause.Words().English;
        return string.IsNullOrWhiteSpace(message) || words.Length == 0 ? CardText.Sentence(message, cause) : $"{char.ToUpperInvariant(words[0])}{words[1..]}: {PlainText.Clean(message)}";
    }

    private IEnumerable<IRenderable> Conditions()
    {
        foreach (var sentence in WaivedBudgets.Of(grade))
        {
            yield return new Text(sentence.English);
        }

        if (grade.LeftOut.Count > 0)
        {
            yield return Text.Empty;
            yield return new Text("Not graded", Strong);
            foreach (var line in grade.LeftOut)
            {
                yield return new Text(PlainText.Line(line), Soft);
            }
        }

        yield return Text.Empty;
        foreach (var sentence in grade.Containment)
        {
            yield return new Text(PlainText.Clean(sentence), Soft);
        }

        yield return new Text(PlainText.Line($"{grade.Machine}, {InstructionSets.Of(grade.Machine).English}"), Soft);
        yield return new Text($"FRUGAL_GRADE_SEED={grade.Seed} draws the same unseen inputs again.", Soft);
    }

    private IEnumerable<IRenderable> Next()
    {
        var next = NextStep.Of(grade);
        yield return Text.Empty;
        var advice = next.Advice.English;
        yield return new Text(next.Task is null ? advice : $"Next is {char.ToLowerInvariant(advice[0])}{advice[1..]}", Strong);
    }

    internal static Color Colour(Verdict verdict) => verdict switch
    {
        Verdict.Passed => Color.Green,
        Verdict.Failed => Color.Red,
        Verdict.NotRun => Color.Grey,
        _ => Color.Yellow,
    };
}
