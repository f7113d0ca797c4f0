using System.Text.Json;
using Frugal.Cli.Commands.Grading;
using Frugal.Grading.Authoring;
using Frugal.Learning;
using Frugal.Notebooks.Ipynb;

namespace Frugal.Cli.Tests.Labs;

[Parallelizable]
public class ProgressCommandTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Labs_and_notebooks_are_shown_with_points_and_best_figures()
    {
        using var folder = new TemporaryFolder();
        var file = new ProgressFile(folder["progress.json"]);
        file.Update(progress => progress.WithExercise("04-1", At)
            .WithGrading("clothing-api", [Graded(4, 2, ("size", 2_000_000, "bytes"))], At)
            .WithGrading("clothing-api", [Graded(4, 1, ("size", 1_200_000, "bytes"))], At));

        var (code, output, error) = Run(folder, file);

        Assert.That(code, Is.Zero, error);
        Assert.That(output, Does.Contain("clothing-api").And.Contain("of 100 points").And.Contain("size 2 MB → 1.20 MB"));
        Assert.That(output.Split('\n').Single(line => line.StartsWith("04-", StringComparison.Ordinal)), Does.Contain("1 of "));
        var page = File.ReadAllText(folder["page/index.html"]);
        Assert.That(page, Does.Contain("2 MB → 1.20 MB").And.Contain("2 Mo → 1,20 Mo").And.Contain("Your progress").And.Contain("Votre progression"));
    }

    [Test]
    public void Nothing_done_yet_is_all_labs_and_notebooks_at_zero()
    {
        using var folder = new TemporaryFolder();

        var (code, output, _) = Run(folder, new ProgressFile(folder["none.json"]), "--json");

        using var json = JsonDocument.Parse(output);
        Assert.That((code, File.Exists(folder["none.json"])), Is.EqualTo((0, false)));
        Assert.That(json.RootElement.GetProperty("labs").EnumerateArray().Sum(lab => lab.GetProperty("points").GetDouble()), Is.Zero);
        Assert.That(json.RootElement.GetProperty("labs").EnumerateArray().Sum(lab => lab.GetProperty("max_points").GetDouble()), Is.GreaterThanOrEqualTo(100));
        Assert.That(json.RootElement.GetProperty("notebooks").EnumerateArray().SelectMany(notebook => notebook.GetProperty("exercises").EnumerateArray()).Count(), Is.GreaterThan(10));
    }

    [Test]
    public void An_exercise_solved_in_French_is_solved_in_English_and_counts_once()
    {
        using var folder = new TemporaryFolder();
        var file = new ProgressFile(folder["progress.json"]);
        var french = NotebookExercise.Of(Notebook.Load(Tree.At("notebooks", "fr", "00-start-here.ipynb")));
        file.Update(progress => progress.WithExercise(french[1].Id, At));

        var (_, output, _) = Run(folder, file, "--json");

        using var json = JsonDocument.Parse(output);
        var notebooks = json.RootElement.GetProperty("notebooks").EnumerateArray().ToList();
        Assert.That(notebooks.Select(notebook => notebook.GetProperty("name").GetString()), Is.Unique.And.Contains("00-start-here"));
        var solved = notebooks.SelectMany(notebook => notebook.GetProperty("exercises").EnumerateArray()).Where(exercise => exercise.TryGetProperty("solved_at", out _));
        Assert.That(solved.Select(exercise => exercise.GetProperty("id").GetString()), Is.EqualTo(new[] { "00-2" }));
    }

    [Test]
    public void A_file_of_another_version_is_refused_and_stays()
    {
        using var folder = new TemporaryFolder();
        folder.Write("progress.json", """{"version": 99}""");

        var (code, _, error) = Run(folder, new ProgressFile(folder["progress.json"]));

        Assert.That(code, Is.EqualTo(1));
        Assert.That(error, Does.Contain("version 99").And.Contain("FRUGAL_PROGRESS"));
        Assert.That(File.ReadAllText(folder["progress.json"]), Is.EqualTo("""{"version": 99}"""));
        Assert.That(File.Exists(folder["page/index.html"]), Is.False);
    }

    private static (int Code, string Output, string Error) Run(TemporaryFolder folder, ProgressFile file, params string[] options) =>
        CommandRun.Of(ProgressCommand.Create(() => new Course(Tree.Root), () => file), ["progress", "--output", folder["page/index.html"], .. options]);

    private static GradedTask Graded(int number, double points, (string Name, double Value, string Unit) figure) => new()
    {
        Number = number,
        Title = "title",
        Points = points,
        MaxPoints = 14,
        Figures = new Dictionary<string, GradedFigure> { [figure.Name] = new(figure.Value, figure.Unit, HigherIsBetter: false) },
    };
}
