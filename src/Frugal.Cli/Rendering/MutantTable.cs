using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Frugal.Grading.Grades;
using Frugal.Grading.Mutants;
using Frugal.Reporting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Frugal.Cli.Rendering;

/// <summary>Text output: how many mutants of each task were caught, and those that were not.</summary>
internal sealed class MutantTable(MutationReport report) : IRenderable
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public Spectre.Console.Rendering.Measurement Measure(RenderOptions options, int maxWidth) => Content().Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => Content().Render(options, maxWidth);

    public static string Json(IReadOnlyList<Mutant> mutants) => JsonSerializer.Serialize(mutants, Format);

    public static string Json(MutationReport report) => JsonSerializer.Serialize(new
    {
        report.Lab,
        report.Options.Seed,
        Mutants = report.Wrong.Count,
        Caught = report.Wrong.Count - report.Survivors.Count,
        Rate = Math.Round(report.Rate, 4),
        report.Options.Demanded,
        report.Passed,
        report.Possible,
        Seconds = Math.Round(report.Took.TotalSeconds, 1),
        Results = report.Results.Select(result => new
        {
            Mutant = result.Mutant.Id,
            result.Mutant.File,
            result.Mutant.Line,
            result.Mutant.Kind,
            result.Mutant.Before,
            result.Mutant.After,
            result.Mutant.Tasks,
            result.Caught,
            result.Test,
            result.Cause,
            result.Message,
            Seconds = Math.Round(result.Took.TotalSeconds, 2),
            Is = result.Explained?.Is,
            result.Explained?.Reason,
        }),
        report.Stale,
    }, Format);

    private IRenderable Content()
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("task").AddColumn(Right("mutants")).AddColumn(Right("caught")).AddColumn(Right("survived")).AddColumn(Right("explained"));
        foreach (var task in report.Wrong.GroupBy(result => result.Mutant.Tasks.FirstOrDefault()).OrderBy(task => task.Key))
        {
            var left = task.Where(result => !result.Caught).ToList();
            int[] figures = [task.Key, task.Count(), task.Count() - left.Count, left.Count, left.Count(result => result.Explained is not null)];
            table.AddRow([.. figures.Select(figure => figure.ToString(CultureInfo.InvariantCulture))]);
        }

        return table;

        static TableColumn Right(string title) => new TableColumn(title).RightAligned();
    }

    /// <summary>What stands below the table, unwrapped: names are copied from here.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (var survivor in report.Survivors)
        {
            yield return $"Survived: {survivor.Mutant}";
            yield return $"    name: {survivor.Mutant.Id}";
            yield return survivor.Explained is { } entry ? $"    accepted: {entry.Reason}" : $"    not explained: catch it by a test of task {string.Join(" or ", survivor.Mutant.Tasks)}, or explain it in Mutants/survivors.json";
        }

        foreach (var thrown in report.Results.Where(result => result is { Caught: true, Cause: Cause.Grader }))
        {
            yield return $"Caught by an exception of the test, which a student would see: {thrown.Mutant}";
            yield return $"    {thrown.Test}: {PlainText.Line(thrown.Message ?? "")}";
        }

        foreach (var stale in report.Stale)
        {
            yield return $"Stale explanation: {stale}";
            yield return report.Results.Any(result => result.Mutant.Id == stale) ? "    a test catches it now: remove the entry" : "    the worked answer has no such mutant any more: remove or correct the entry";
        }

        yield return string.Create(CultureInfo.InvariantCulture,
            $"{report.Lab}: {report.Wrong.Count - report.Survivors.Count} of {report.Wrong.Count} mutants caught ({100 * report.Rate:0.0}%), {100 * report.Options.Demanded:0.#}% demanded; seed {report.Options.Seed}, {report.Took.TotalSeconds:0} s");
    }
}
