using System.Text.Json;
using Frugal.Cli.Commands.Labs;
using Frugal.Grading.Authoring;
using Frugal.Grading.Grades;

namespace Frugal.Cli.Tests.Labs;

[Parallelizable]
public class LabsCommandTests
{
    [Test]
    public void Sync_says_what_it_did()
    {
        using var course = new SmallCourse();

        Assert.That(Run(course, "sync", "two-sums"), Is.EqualTo((0, "labs/two-sums: up to date\n", "")));

        course.Write("labs/two-sums/README.md", "# Two\n");
        Assert.That(Run(course, "sync"), Is.EqualTo((0, "labs/two-sums: 1 written, 0 removed; the previous files are in artifacts/replaced/labs/two-sums\n", "")));
    }

    [Test]
    public void Check_ends_with_one_where_a_lab_is_not_in_order()
    {
        using var course = new SmallCourse();

        Assert.That(Run(course, "check"), Is.EqualTo((0, "two-sums: ready to hand out\n", "")));

        course.Remove("labs/two-sums/README.md");
        var (code, output, _) = Run(course, "check", "--quick");
        Assert.That((code, output.TrimEnd().Split('\n')[^1]), Is.EqualTo((1, "two-sums: 1 finding")));
    }

    [Test]
    public void Check_prints_its_findings_as_json()
    {
        using var course = new SmallCourse();
        var grader = new FakeGrader { Instead = { [("labs", "test 1")] = new([FakeGrader.Test("test 1", Verdict.Passed)]) } };

        var (code, output, error) = CommandRun.Of(LabsCommand.Create(() => course.Course, grader), "labs", "check", "--json");

        var lab = JsonDocument.Parse(output).RootElement.GetProperty("labs")[0];
        Assert.That((code, error, lab.GetProperty("lab").GetString(), lab.GetProperty("passed").GetBoolean()), Is.EqualTo((1, "", "two-sums", false)));
        Assert.That(lab.GetProperty("findings")[0].GetProperty("check").GetString(), Is.EqualTo("starter"));
    }

    [TestCase("Unknown lab 'three-sums'. There are: two-sums.", "sync", "three-sums")]
    [TestCase("Unknown lab '../x'.", "check", "../x")]
    public void A_name_that_is_no_lab_is_told_in_one_line(string message, params string[] arguments)
    {
        using var course = new SmallCourse();

        var (code, output, error) = Run(course, arguments);

        Assert.That((code, output), Is.EqualTo((1, "")));
        Assert.That(error.Trim(), Does.Contain(message).And.Not.Contains("\n"));
    }

    [TestCase("Two Sums")]
    [TestCase("TwoSums")]
    [TestCase("two_sums")]
    [TestCase("-two")]
    [TestCase("two--sums")]
    [TestCase("2-sums")]
    [TestCase("con")]
    [TestCase("frugal")]
    [TestCase("a-name-of-far-too-many-words-for-any-lab-of-the-course")]
    [TestCase("")]
    public void A_bad_name_for_a_lab_is_told_in_one_line(string name) =>
        Assert.That(() => LabName.Parse(name), Throws.TypeOf<FrugalException>().With.Message.Contains($"'{name}'").And.Message.Not.Contains("\n"));

    [Test]
    public void An_app_is_named_after_its_lab() => Assert.That(LabName.Parse("clothing-api").App, Is.EqualTo("ClothingApi"));

    private static (int Code, string Output, string Error) Run(SmallCourse course, params string[] arguments) =>
        CommandRun.Of(LabsCommand.Create(() => course.Course, new FakeGrader()), ["labs", .. arguments]);
}
