using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Frugal.Grading.Cards.Converters;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Tests.Cards;

/// <summary>The results for other systems: as committed, and by the rules of each format for grades of any shape.</summary>
public partial class ConverterTests
{
    private static readonly ClassroomSubmission Submission = ClassroomSubmission.From(name => name switch
    {
        "CLASSROOM" => "sio2",
        "ASSIGNMENT" => "clothing",
        "ASSIGNMENT_TYPE" => "group",
        "USERNAME" => "alice",
        "SUBMISSION_TAG" => "submit/2026-11-20T19-40-05Z-a1b2c3d",
        "COMMIT_URL" => "https://example.org/commit/a1b2c3d",
        "RELEASE_URL" => "https://example.org/releases/1",
        _ => null,
    });

    [Test]
    public void Gradescope_as_committed() => Golden.Check("results.gradescope.json", GradescopeResults.Write(SampleGrades.Halfway));

    [Test]
    public void Exercism_as_committed() => Golden.Check("results.exercism.json", ExercismResults.Write(SampleGrades.Halfway));

    [Test]
    public void Classroom50_as_committed() => Golden.Check("result.classroom50.json", Classroom50Result.Write(SampleGrades.Halfway, Submission));

    [Test]
    public void JUnit_as_committed() => Golden.Check("results.junit.xml", JUnitResults.Write(SampleGrades.Halfway));

    /// <summary>"Autograder Specifications": the fields of a submission, of a test, and of a leaderboard's row.</summary>
    [Test]
    public void Gradescope_reads_it() => Property.Holds(GradeGenerator.Grades, grade =>
    {
        var results = JsonNode.Parse(GradescopeResults.Write(grade))!.AsObject();

        Assert.That(results.Select(field => field.Key), Is.SubsetOf((string[])["score", "execution_time", "output", "output_format", "visibility", "stdout_visibility", "extra_data", "tests", "leaderboard"]));
        Assert.That((double)results["score"]!, Is.EqualTo(grade.Score).Within(1e-3));
        Assert.That((string?)results["stdout_visibility"], Is.EqualTo("hidden"));
        Assert.That(results["tests"]!.AsArray(), Has.Count.EqualTo(grade.Tasks.Sum(task => Math.Max(1, task.Tests.Count))));
        foreach (var test in results["tests"]!.AsArray().Select(test => test!.AsObject()))
        {
            Assert.That(test.Select(field => field.Key), Is.SubsetOf((string[])["score", "max_score", "status", "name", "number", "output", "tags", "visibility"]));
            Assert.That((string?)test["visibility"], Is.AnyOf("visible", "after_due_date"), "'hidden' is for tests without points");
            Assert.That((string?)test["status"], Is.AnyOf("passed", "failed"));
        }

        foreach (var row in results["leaderboard"]!.AsArray())
        {
            Assert.That((string?)row!["order"], Is.AnyOf("asc", "desc"));
            Assert.That(double.IsFinite((double)row["value"]!));
        }

        var names = results["leaderboard"]!.AsArray().Select(row => (string?)row!["name"]).ToArray();
        Assert.That(names[0], Is.EqualTo("Points"));
    });

    [Test]
    public void Gradescope_ranks_bytes_milliseconds_and_megabytes()
    {
        var rows = JsonNode.Parse(GradescopeResults.Write(SampleGrades.Halfway))!["leaderboard"]!.AsArray()
            .Select(row => $"{row!["name"]} {row["value"]} {row["order"]}");

        Assert.That(rows, Is.SupersetOf((string[])["size (bytes) 412345 asc", "latency (ms) 0.423 asc", "RAM (MB) 71.3 asc", "speed-up (x) 1.31 desc"]));
    }

    [Test]
    public void A_hidden_test_is_shown_after_the_due_date()
    {
        var tests = JsonNode.Parse(GradescopeResults.Write(SampleGrades.Halfway))!["tests"]!.AsArray();

        Assert.That(tests.Where(test => (string?)test!["visibility"] == "after_due_date").Select(test => (string?)test!["number"]), Is.EqualTo(["6.4"]));
    }

    /// <summary>"The Test Runner Interface", version 3.</summary>
    [Test]
    public void Exercism_reads_it() => Property.Holds(GradeGenerator.Grades, grade =>
    {
        var results = JsonNode.Parse(ExercismResults.Write(grade))!.AsObject();
        var tests = results["tests"]!.AsArray().Select(test => test!.AsObject()).ToArray();
        var statuses = tests.Select(test => (string?)test["status"]).ToArray();

        Assert.That(results.Select(field => field.Key), Is.SubsetOf((string[])["version", "status", "message", "tests"]));
        Assert.That((int)results["version"]!, Is.EqualTo(3));
        Assert.That((string?)results["status"], Is.EqualTo(tests.Length == 0 ? "error" : statuses.All(status => status == "pass") ? "pass" : "fail"));
        Assert.That((string?)results["status"] != "error" || results["message"] is not null);
        foreach (var test in tests)
        {
            Assert.That(test.Select(field => field.Key), Is.SubsetOf((string[])["name", "status", "message", "task_id"]));
            Assert.That((string?)test["status"], Is.AnyOf("pass", "fail", "error"));
            Assert.That((int)test["task_id"]!, Is.AnyOf([.. grade.Tasks.Select(task => (object)task.Id)]));
        }
    });

    /// <summary>schemas/result-v1.schema.json, and the two rules that it leaves to code: points are at most their maximum, and the whole is the sum.</summary>
    [Test]
    public void Classroom50_reads_it() => Property.Holds(GradeGenerator.Grades, grade =>
    {
        var result = JsonNode.Parse(Classroom50Result.Write(grade, Submission))!.AsObject();
        var tests = result["tests"]!.AsArray().Select(test => test!.AsObject()).ToArray();

        Assert.That(string.Join(' ', result.Select(field => field.Key)), Is.EqualTo(
            "schema classroom assignment assignment_type owner submission commit release review datetime graded_at score max-score tests"));
        Assert.That((string?)result["schema"], Is.EqualTo("classroom50/result/v1"));
        Assert.That((string?)result["submission"], Does.StartWith("submit/"));
        Assert.That((string?)result["datetime"], Does.Match("^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ$"));
        foreach (var test in tests)
        {
            Assert.That(test.Select(field => field.Key), Is.SupersetOf((string[])["test-name", "passed", "score", "max-score"]));
            Assert.That((int)test["score"]!, Is.InRange(0, (int)test["max-score"]!));
            Assert.That((string?)test["test-name"], Is.Not.Empty);
        }

        Assert.That((int)result["score"]!, Is.EqualTo(tests.Sum(test => (int)test["score"]!)));
        Assert.That((int)result["max-score"]!, Is.EqualTo(tests.Sum(test => (int)test["max-score"]!)));
    });

    [TestCase(9.6, 9)]
    [TestCase(3.5, 4)]
    [TestCase(0.4, 0)]
    public void Classroom50_never_rounds_a_task_up_to_passed(double points, int whole)
    {
        var grade = SampleGrades.Create([new TaskGrade { Id = 1, Title = "t", Verdict = Verdict.Partial, Points = points, MaxPoints = 10 }]);

        Assert.That((int)JsonNode.Parse(Classroom50Result.Write(grade, Submission))!["score"]!, Is.EqualTo(whole));
    }

    [Test]
    public void Outside_of_classroom50_the_submission_is_local()
    {
        var submission = ClassroomSubmission.From(_ => null);

        Assert.That(submission, Is.EqualTo(new ClassroomSubmission()));
        Assert.That((string?)JsonNode.Parse(Classroom50Result.Write(SampleGrades.Solved, submission))!["assignment"], Is.EqualTo("clothing-api"));
    }

    /// <summary>junit-10.xsd: the elements, their attributes, and counts that are those of the elements.</summary>
    [Test]
    public void JUnit_readers_read_it() => Property.Holds(GradeGenerator.Grades, grade =>
    {
        var root = XDocument.Parse(JUnitResults.Write(grade)).Root!;

        Assert.That(Shape(root), Is.EqualTo("testsuites: name tests failures errors time"));
        Assert.That(root.Elements().Select(Shape), Is.All.EqualTo("testsuite: name tests failures errors skipped time timestamp"));
        foreach (var suite in root.Elements())
        {
            var cases = suite.Elements("testcase").ToArray();
            Assert.That(suite.Elements().First().Name.LocalName, Is.EqualTo("properties"));
            Assert.That(suite.Elements().Skip(1).Select(Shape), Is.All.EqualTo("testcase: name classname time"));
            Assert.That((int)suite.Attribute("tests")!, Is.EqualTo(cases.Length));
            foreach (var (counter, element) in new[] { ("failures", "failure"), ("errors", "error"), ("skipped", "skipped") })
            {
                Assert.That((int)suite.Attribute(counter)!, Is.EqualTo(cases.Elements(element).Count()), counter);
            }

            Assert.That(cases.Elements().Select(Shape), Is.All.AnyOf("failure: type message", "error: type message", "skipped: message"));
            Assert.That(cases.Select(test => (string)test.Attribute("time")!), Is.All.Matches((string? time) => time is not null && Seconds().IsMatch(time)));
        }
    });

    [Test]
    public void A_text_that_xml_cannot_hold_is_left_out()
    {
        var grade = SampleGrades.Create([new TaskGrade { Id = 1, Title = "a\u0000\u0008\uffffb", Verdict = Verdict.Failed, Message = "\ud800 <&\"" }]);

        var suite = XDocument.Parse(JUnitResults.Write(grade)).Root!.Element("testsuite")!;

        Assert.That((string)suite.Attribute("name")!, Is.EqualTo("Task 1: ab"));
        Assert.That((string)suite.Element("testcase")!.Element("failure")!.Attribute("message")!, Does.EndWith("<&\""));
    }

    private static string Shape(XElement element) => $"{element.Name.LocalName}: {string.Join(' ', element.Attributes().Select(attribute => attribute.Name.LocalName))}";

    [GeneratedRegex(@"^\d+\.\d{3}$")]
    private static partial Regex Seconds();
}
