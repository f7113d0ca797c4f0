using Frugal.Cli.Report;

namespace Frugal.Cli.Tests;

public class RecordedWayTests
{
    private const string Row = """{ "name": "NAME", "bytes": BYTES, "accuracy": 0.9, "median_ms": 1.5 }""";

    private TemporaryFolder folder;

    [SetUp]
    public void SetUp() => folder = new();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public void The_page_shows_the_way_and_says_that_it_was_recorded()
    {
        Write("compression-here.json", "Here", ("clothing-resnet18", 63_700_000), ("an unknown step", 5), ("clothing-resnet, int8", 1_200_000), ("the last", 70_000));

        var page = new HtmlReport(SampleReport.Create(), [], RecordedWay.Find(folder.Path, "here")).Render();

        Assert.That(page, Does.Contain("Recorded, not measured on this machine").And.Contain("Here, 2026-11-30").And.Contain("63.7 MB").And.Contain(">70 KB<").And.Contain("width=\"100.0%\""));
        Assert.That(page, Does.Contain("ResNet-18 affiné").And.Not.Contain("an unknown step"));
    }

    [Test]
    public void The_lengths_of_the_bars_are_logarithmic()
    {
        Write("compression-here.json", "Here", ("clothing-resnet18", 10_000_000), ("clothing-resnet, int8", 1_000_000), ("the last", 100_000));

        var lengths = RecordedWay.Find(folder.Path, "here")!.Stages.Select(stage => double.Parse(stage.Percent, System.Globalization.CultureInfo.InvariantCulture)).ToArray();

        Assert.That(lengths[0] - lengths[1], Is.EqualTo(lengths[1] - lengths[2]).Within(0.11));
        Assert.That(lengths, Is.Ordered.Descending.And.All.GreaterThan(0));
    }

    [Test]
    public void The_results_of_this_processor_come_first()
    {
        Write("compression-a.json", "A", ("clothing-resnet18", 2), ("the last", 1));
        Write("compression-b.json", "B", ("clothing-resnet18", 2), ("the last", 1));

        Assert.That(RecordedWay.Find(folder.Path, "b")!.Machine, Is.EqualTo("B"));
        Assert.That(RecordedWay.Find(folder.Path, "c")!.Machine, Is.EqualTo("A"));
    }

    [TestCase("{")]
    [TestCase("""{ "sections": [{ "section": "from 64 MB", "date": "", "machine": { "cpu": "" }, "rows": [{ "name": "clothing-resnet18", "bytes": 1.5, "accuracy": 1, "median_ms": 1 }] }] }""")]
    [TestCase("{}")]
    [TestCase("""{ "sections": [] }""")]
    [TestCase("""{ "sections": [{ "section": "from 64 MB", "rows": [{ "name": "clothing-resnet18" }] }] }""")]
    public void Damaged_results_are_passed_over(string text)
    {
        folder.Write("compression-here.json", text);

        Assert.That(RecordedWay.Find(folder.Path, "here"), Is.Null);
        Assert.That(new HtmlReport(SampleReport.Create(), []).Render(), Does.Not.Contain("From 64 MB"));
    }

    private void Write(string file, string cpu, params (string Name, int Bytes)[] rows) => folder.Write(file,
        $$"""{ "sections": [{ "section": "from 64 MB", "date": "2026-11-30", "machine": { "cpu": "{{cpu}}" }, "rows": [{{string.Join(", ", rows.Select(row => Row.Replace("NAME", row.Name).Replace("BYTES", $"{row.Bytes}")))}}] }] }""");
}
