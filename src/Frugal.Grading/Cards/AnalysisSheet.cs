using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Frugal.Containment;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Cards;

/// <summary>
/// A lab's analysis sheet, <c>analysis.md</c>, with the measured figures inserted. Its placeholders are in double braces:
/// <c>{{4.size}}</c> is the figure "size" of task 4, <c>{{4.size.reference}}</c> and <c>{{4.size.budget}}</c> its reference and budget,
/// <c>{{4.points}}</c> the task's points; <c>{{points}}</c>, <c>{{machine}}</c>, <c>{{date}}</c> and <c>{{seed}}</c> belong to the grading.
/// </summary>
public static partial class AnalysisSheet
{
    /// <summary>The sheet's file name, in the lab's folder and in the folder of the cards.</summary>
    public const string File = "analysis.md";

    /// <summary>A sheet is the student's: what is larger than this, or not a regular file, is not read.</summary>
    private const int LargestSheet = 1_000_000;

    private const string NotMeasured = "not measured";

    /// <summary>Fills the placeholders of a sheet. A missing figure is marked as not measured.</summary>
    public static string Fill(string sheet, Grade grade)
    {
        ArgumentNullException.ThrowIfNull(grade);
        return Place().Replace(sheet, place => ValueOf(place.Groups[1].Value.Split('.'), grade));
    }

    /// <summary>Fills the sheet of the lab in <paramref name="lab"/>, if it has one, and writes it to <paramref name="folder"/>.</summary>
    /// <exception cref="FrugalException">The folder is not writable.</exception>
    internal static void Write(string lab, string folder, Grade grade)
    {
        using var sheet = PlainFile.Open(Path.Combine(lab, File));
        if (sheet is not null && PlainFile.Read(sheet, LargestSheet) is { } text)
        {
            AtomicFile.WriteAllBytes(Path.Combine(folder, File), Encoding.UTF8.GetBytes(Fill(Encoding.UTF8.GetString(text).TrimStart('\uFEFF'), grade)));
        }
    }

    private static string ValueOf(string[] path, Grade grade) => path switch
    {
        ["points"] => Points(grade.Score, grade.MaxScore),
        ["machine"] => $"{grade.Machine}, {InstructionSets.Of(grade.Machine).English}",
        ["date"] => grade.GradedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["seed"] => grade.Seed,
        [var number, .. var rest] when grade.Tasks.FirstOrDefault(task => task.Id.ToString(CultureInfo.InvariantCulture) == number) is { } task => ValueOf(rest, task),
        _ => NotMeasured,
    };

    private static string ValueOf(string[] path, TaskGrade task) => path switch
    {
        ["points"] => Points(task.Points, task.MaxPoints),
        [var name] when task.Measured.TryGetValue(name, out var figure) => figure is { Low: { } low, High: { } high }
            ? $"{CardText.Value(figure.Value, figure.Unit)} ({CardText.Value(low, figure.Unit)} to {CardText.Value(high, figure.Unit)})"
            : CardText.Value(figure.Value, figure.Unit),
        [var name, "reference"] when task.Measured.TryGetValue(name, out var figure) && figure.Reference is { } reference => CardText.Value(reference, figure.Unit),
        [var name, "budget"] when task.Budget.TryGetValue(name, out var budget) => $"{(budget.AtMost ? "at most" : "at least")} {CardText.Value(budget.Value, budget.Unit)}",
        _ => NotMeasured,
    };

    private static string Points(double points, double most) => $"{CardText.Points(points)} of {CardText.Points(most)}";

    [GeneratedRegex(@"\{\{([a-z0-9_.]+)\}\}")]
    private static partial Regex Place();
}
