using System.Text.Json;
using Frugal.Cli.Commands.Labs;
using Frugal.Cli.Rendering;
using Frugal.Grading.Grades;
using Frugal.Grading.Mutants;

namespace Frugal.Cli.Tests.Labs;

/// <summary>What <c>frugal labs mutate</c> lists and refuses; that it grades is tested beside the grading kit.</summary>
public class LabsMutateCommandTests
{
    [Test]
    public void All_mutants_are_listed_without_a_build()
    {
        using var course = new SmallCourse();

        var (code, output, error) = Run(course, "two-sums", "--list");

        Assert.That((code, error), Is.EqualTo((0, "")));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Does.Contain("TwoSums/Sums.cs:8: Arithmetic: a + b -> a - b"));
        Assert.That(lines[^1], Is.EqualTo($"{lines.Length - 1} possible; those that do not compile are left out when they are graded."));
    }

    [Test]
    public void A_list_is_of_one_task_or_file_and_has_a_form_for_programs()
    {
        using var course = new SmallCourse();

        var mutants = JsonDocument.Parse(Run(course, "two-sums", "--list", "--task", "2", "--matching", "one(a, b)", "--json").Output).RootElement.EnumerateArray().ToList();

        Assert.That(mutants, Is.Not.Empty);
        Assert.That(mutants.Select(mutant => mutant.GetProperty("tasks")[0].GetInt32()), Is.All.EqualTo(2));
        Assert.That(mutants.Select(mutant => mutant.GetProperty("kind").GetString()), Does.Contain("swap").And.Contain("arithmetic"));
    }

    [TestCase("Unknown lab 'three-sums'. There are: two-sums.", "three-sums")]
    [TestCase("Mutants: -1. Allowed: 0 to 100000.", "two-sums", "--count", "-1")]
    [TestCase("Jobs: 0. Allowed: 1 to 64", "two-sums", "--jobs", "0")]
    public void What_cannot_be_done_is_said_in_one_line(string message, params string[] arguments)
    {
        using var course = new SmallCourse();

        var (code, output, error) = Run(course, arguments);

        Assert.That((code, output), Is.EqualTo((1, "")));
        Assert.That(error.Trim(), Does.StartWith($"frugal: {message}").And.Not.Contains("\n"));
    }

    [Test]
    public void An_answer_without_worked_code_or_that_does_not_compile_is_refused()
    {
        using var course = new SmallCourse();
        var grader = new FakeGrader { Errors = { ["solutions"] = ["Sums.cs(8,9): error CS0103: no such name"] } };

        var broken = CommandRun.Of(LabsCommand.Create(() => course.Course, grader), "labs", "mutate", "two-sums");
        course.Change("solutions/two-sums/TwoSums/Sums.cs", "#if SOLUTION", "#if DEBUG");
        var empty = Run(course, "two-sums");
        course.Remove("solutions/two-sums/TwoSums/Sums.cs");
        course.Write("tests/Labs.TwoSums.Grader/Mutants/survivors.json", "[");
        var unread = Run(course, "two-sums");

        Assert.That((broken.Code, empty.Code, unread.Code), Is.EqualTo((1, 1, 1)));
        Assert.That(broken.Error, Does.Contain("frugal: solutions/two-sums does not compile: Sums.cs(8,9): error CS0103: no such name"));
        Assert.That(empty.Error, Does.Contain("frugal: solutions/two-sums: no code between '#if SOLUTION' and '#else'"));
        Assert.That(unread.Error, Does.Contain("frugal: tests/Labs.TwoSums.Grader/Mutants/survivors.json: "));
    }

    [Test]
    public void A_report_counts_by_task_and_names_each_survivor_once_in_a_line()
    {
        var report = new MutationReport
        {
            Lab = "two-sums",
            Options = new(),
            Possible = 9,
            Took = TimeSpan.FromSeconds(12),
            Stale = ["a -> z"],
            Results =
            [
                new(Made("a -> b", 1), true, "A sum is right", Cause.WrongAnswer),
                new(Made("a -> f", 1), true, "A sum is right", Cause.Grader, "NullReferenceException: no sum."),
                new(Made("a -> c", 2), false),
                new(Made("a -> d", 2), false) { Explained = new("a -> d", Explanation.Accepted, "A text for people.") },
                new(Made("a -> e", 2), false) { Explained = new("a -> e", Explanation.Equivalent, "Both give the same.") },
            ],
        };

        Assert.That(new MutantTable(report).Lines(), Is.EqualTo(new[]
        {
            "Survived: Sums.cs:8: Constant: a -> c",
            "    name: a -> c",
            "    not explained: catch it by a test of task 2, or explain it in Mutants/survivors.json",
            "Survived: Sums.cs:8: Constant: a -> d",
            "    name: a -> d",
            "    accepted: A text for people.",
            "Caught by an exception of the test, which a student would see: Sums.cs:8: Constant: a -> f",
            "    A sum is right: NullReferenceException: no sum.",
            "Stale explanation: a -> z",
            "    the worked answer has no such mutant any more: remove or correct the entry",
            "two-sums: 2 of 4 mutants caught (50.0%), 95% demanded; seed 1, 12 s",
        }));
        GoldenConsole.Check("mutants.txt", new MutantTable(report));
        var json = JsonDocument.Parse(MutantTable.Json(report)).RootElement;
        Assert.That((json.GetProperty("mutants").GetInt32(), json.GetProperty("caught").GetInt32(), json.GetProperty("passed").GetBoolean()), Is.EqualTo((4, 2, false)));

        static Mutant Made(string id, int task) => new() { Id = id, File = "Sums.cs", Line = 8, Kind = MutantKind.Constant, Before = id[..1], After = id[^1..], Tasks = [task] };
    }

    private static (int Code, string Output, string Error) Run(SmallCourse course, params string[] arguments) =>
        CommandRun.Of(LabsCommand.Create(() => course.Course, new FakeGrader()), ["labs", "mutate", .. arguments]);
}
