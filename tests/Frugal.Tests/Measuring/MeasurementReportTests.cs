using System.Text.Json;
using System.Text.Json.Nodes;
using Frugal.Measuring;

namespace Frugal.Tests.Measuring;

public class MeasurementReportTests
{
    [Test]
    public void A_report_is_read_back_as_it_was_written()
    {
        var json = SampleReport.Create().ToJson();

        Assert.That(MeasurementReport.FromJson(json).ToJson(), Is.EqualTo(json));
    }

    [Test]
    public void A_model_has_exactly_the_promised_fields()
    {
        var model = JsonNode.Parse(SampleReport.Create().ToJson())!["models"]![2]!;

        Assert.Multiple(() =>
        {
            Assert.That(Fields(model), Is.EqualTo("name format bytes parameters macs load_ms latency ram accuracy versus"));
            Assert.That(Fields(model["latency"]!), Is.EqualTo("p50_ms p95_ms p99_ms per_second threads batch"));
            Assert.That(Fields(model["ram"]!), Is.EqualTo("anonymous_bytes file_bytes"));
            Assert.That(Fields(model["versus"]!), Is.EqualTo("bytes latency latency_ci accuracy_points agreement"));
        });

        static string Fields(JsonNode node) => string.Join(' ', node.AsObject().Select(field => field.Key));
    }

    [Test]
    public void A_report_keeps_the_committed_schema([Values] bool withDataset)
    {
        // given a report with all figures, and one of a model that names no data set
        var report = SampleReport.Create();
        report = withDataset ? report : report with { Dataset = null, Models = [report.Models[0] with { Accuracy = null }] };
        using var schema = JsonDocument.Parse(File.ReadAllText(Tree.At("bench/measurement.schema.json")));

        using var document = JsonDocument.Parse(report.ToJson());

        Assert.That(JsonSchema.Violations(document.RootElement, schema.RootElement), Is.Empty);
    }

    [TestCase("\"bytes\": 4800000", "\"bytes\": \"4.8 MB\"")]
    [TestCase("\"latency_ci\": [", "\"latency_ci\": [ 1,")]
    [TestCase("\"p50_ms\"", "\"p50\"")]
    [TestCase("\"accuracy\": 0.8886", "\"accuracy\": 88.86")]
    public void The_schema_refuses_what_a_report_is_not(string right, string wrong)
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Tree.At("bench/measurement.schema.json")));
        using var document = JsonDocument.Parse(SampleReport.Create().ToJson().Replace(right, wrong));

        Assert.That(JsonSchema.Violations(document.RootElement, schema.RootElement), Is.Not.Empty);
    }

    [Test]
    public void Every_committed_result_keeps_the_schema()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Tree.At("bench/measurement.schema.json")));
        var results = Tree.Files.Where(path => path.StartsWith("bench/results/start-", StringComparison.Ordinal) || path.StartsWith("bench/results/measure-", StringComparison.Ordinal)).ToArray();

        foreach (var path in results)
        {
            using var document = JsonDocument.Parse(File.ReadAllText(Tree.At(path)));
            Assert.That(JsonSchema.Violations(document.RootElement, schema.RootElement), Is.Empty, path);
        }

        Assert.That(results, Is.Not.Empty);
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("{}")]
    public void Another_text_is_refused_in_one_line(string json)
    {
        var failure = Assert.Throws<FrugalException>(() => MeasurementReport.FromJson(json));

        Assert.That(failure.Message, Does.StartWith("Not a measurement report:").And.Not.Contain("\n"));
    }
}
