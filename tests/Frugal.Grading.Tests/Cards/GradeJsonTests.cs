using System.Text.Json;
using System.Text.Json.Nodes;
using Frugal.Grading.Cards;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Tests.Cards;

public class GradeJsonTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(GradeJson.Schema).RootElement;

    [Test]
    public void A_grade_has_exactly_the_promised_fields()
    {
        var grade = JsonNode.Parse(GradeJson.Write(SampleGrades.Halfway))!;
        var task = grade["tasks"]![3]!;

        Assert.Multiple(() =>
        {
            Assert.That(Fields(grade), Is.EqualTo("lab score max_score graded_at machine containment left_out seed tasks"));
            Assert.That(Fields(task), Is.EqualTo("id title points max_points verdict cause message hints needs tests measured budget"));
            Assert.That(Fields(task["tests"]![2]!), Is.EqualTo("name verdict cause message hints stand_ins hidden points max_points duration_ms"));
            Assert.That(Fields(grade["tasks"]![7]!["needs"]![0]!), Is.EqualTo("task test stand_in met"));
            Assert.That(Fields(task["measured"]!["speed_up"]!), Is.EqualTo("value unit low high reference"));
            Assert.That(Fields(task["budget"]!["speed_up"]!), Is.EqualTo("value unit at_most waived"));
            Assert.That((double)grade["score"]!, Is.EqualTo(59));
            Assert.That((string?)task["cause"], Is.EqualTo("too_slow"));
            Assert.That((double)task["tests"]![2]!["duration_ms"]!, Is.EqualTo(4500));
        });

        static string Fields(JsonNode node) => string.Join(' ', node.AsObject().Select(field => field.Key));
    }

    [Test]
    public void A_grade_is_read_back_as_it_was_written() => Property.Holds(GradeGenerator.Grades, grade =>
    {
        var json = GradeJson.Write(grade);
        var back = GradeJson.Read(json);

        Assert.That(GradeJson.Write(back), Is.EqualTo(json));
        Assert.That(back, Is.EqualTo(grade).UsingPropertiesComparer());
    });

    [Test]
    public void A_grade_of_before_waived_budgets_is_read() =>
        Assert.That(GradeJson.Read(GradeJson.Write(SampleGrades.Halfway).Replace(",\n          \"waived\": false", "")).Tasks[3].Budget["speed_up"].Waived, Is.False);

    [Test]
    public void A_grade_of_before_needs_and_hints_of_tests_is_read()
    {
        var json = System.Text.RegularExpressions.Regex.Replace(GradeJson.Write(SampleGrades.Solved), @"\n *""(?:needs|stand_ins)"": \[\],", "");

        Assert.That(json, Does.Not.Contain("stand_ins"));
        Assert.That(GradeJson.Read(json).Tasks.SelectMany(task => task.Tests.SelectMany(test => test.StandIns)), Is.Empty);
    }

    [Test]
    public void Every_grade_keeps_the_schema() => Property.Holds(GradeGenerator.Grades, grade =>
    {
        using var document = JsonDocument.Parse(GradeJson.Write(grade));

        Assert.That(JsonSchema.Violations(document.RootElement, Schema), Is.Empty);
    });

    [TestCase("\"verdict\": \"partial\"", "\"verdict\": \"half\"")]
    [TestCase("\"cause\": \"too_slow\"", "\"cause\": \"TooSlow\"")]
    [TestCase("\"score\": 59", "\"score\": \"59\"")]
    [TestCase("\"max_points\": 15", "\"max_points\": -15")]
    [TestCase("\"lab\": \"clothing-api\"", "\"lab\": \"\"")]
    [TestCase("\"at_most\": true", "\"at_most\": 1")]
    [TestCase("\"waived\": false", "\"waived\": 0")]
    [TestCase("\"seed\":", "\"sead\":")]
    [TestCase("\"size\": {", "\"size\": { \"extra\": 1,")]
    public void The_schema_refuses_what_a_grade_is_not(string right, string wrong)
    {
        var json = GradeJson.Write(SampleGrades.Halfway);
        Assert.That(json, Does.Contain(right), "there is something to spoil");

        using var document = JsonDocument.Parse(json.Replace(right, wrong, StringComparison.Ordinal));

        Assert.That(JsonSchema.Violations(document.RootElement, Schema), Is.Not.Empty);
    }

    [Test]
    public void The_schema_names_every_verdict_and_cause()
    {
        var definitions = Schema.GetProperty("$defs");

        Assert.Multiple(() =>
        {
            Assert.That(Names("verdict"), Is.EqualTo(Enum.GetNames<Verdict>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)));
            Assert.That(Names("cause"), Is.EqualTo(Enum.GetNames<Cause>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)));
        });

        IEnumerable<string?> Names(string definition) => definitions.GetProperty(definition).GetProperty("enum").EnumerateArray().Select(name => name.GetString());
    }

    [Test]
    public void What_could_not_be_measured_is_null_and_keeps_the_schema()
    {
        var grade = SampleGrades.Create([new TaskGrade { Id = 1, Title = "t", Verdict = Verdict.Failed, Measured = new Dictionary<string, Figure> { ["speed_up"] = new(double.PositiveInfinity, "x", double.NaN) } }]);

        var json = GradeJson.Write(grade);

        using var document = JsonDocument.Parse(json);
        Assert.Multiple(() =>
        {
            Assert.That(JsonSchema.Violations(document.RootElement, Schema), Is.Empty);
            Assert.That(GradeJson.Read(json).Tasks[0].Measured["speed_up"].Value, Is.NaN);
        });
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("[1]")]
    [TestCase("{\"lab\":\"x\",\"graded_at\":\"yesterday\",\"machine\":null,\"seed\":1,\"tasks\":[]}")]
    public void What_is_no_grade_is_refused_with_the_way_out(string json) =>
        Assert.That(() => GradeJson.Read(json), Throws.TypeOf<FrugalException>().With.Message.Contains("not a grade").And.Message.Contains("dotnet test"));

    [Test]
    public void A_missing_file_is_named()
    {
        using var folder = new TemporaryFolder();

        Assert.That(() => GradeJson.ReadFile(folder["grade.json"]), Throws.TypeOf<FrugalException>().With.Message.StartsWith(folder["grade.json"]));
    }
}
