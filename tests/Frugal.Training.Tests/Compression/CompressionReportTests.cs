using System.Text.Json;
using Frugal.Compression;

namespace Frugal.Training.Tests.Compression;

public class CompressionReportTests
{
    [Test]
    public void The_most_accurate_model_within_drop_and_budget_is_the_best()
    {
        var report = SampleCompression.Create("1.5 MB, 1 ms");

        Assert.That((report.Met, report.Obstacle, report.Best.Recipe.Name), Is.EqualTo((true, (string?)null, "int8")));
        Assert.That(report.Best.DropPoints, Is.EqualTo(0.3).Within(1e-9));
    }

    [Test]
    public void Without_a_budget_the_smallest_within_the_drop_is_the_best() =>
        Assert.That(SampleCompression.Create().Best.Recipe.Name, Is.EqualTo("-75% int8"));

    [Test]
    public void A_budget_reached_only_beyond_the_drop_gives_the_nearest_and_says_at_which_drop()
    {
        var report = SampleCompression.Create("80 KB, 1 ms");

        Assert.That((report.Met, report.Best.Recipe.Name), Is.EqualTo((false, "-75% int8")));
        Assert.That(report.Obstacle, Is.EqualTo(
            "clothing-resnet: no model within 1.0 points meets 80 KB, 1 ms: the smallest within 1.0 points takes 100 KB (-75% int8); 80 KB is reached only at a drop of 3.2 points (-75% int4). "
            + "The nearest, -75% int8, was kept. Allow a larger drop or budget, train longer, or prune more channels."));
    }

    [Test]
    public void A_budget_that_nothing_reaches_names_every_limit_in_the_way() =>
        Assert.That(SampleCompression.Create("10 KB, 0.1 ms, 1 MB RAM, 1 M MACs").Obstacle, Does
            .Contain("the smallest within 1.0 points takes 100 KB (-75% int8); no candidate reaches 10 KB")
            .And.Contain("the fastest within 1.0 points takes 0.120 ms (-75% int8); no candidate reaches 0.100 ms")
            .And.Contain("the one with the least memory within 1.0 points takes 1.50 MB RAM (-75% int8); no candidate")
            .And.Contain("the one with the fewest multiplications within 1.0 points takes 118 M MACs").And.Not.Contain("\n"));

    [Test]
    public void Limits_that_are_kept_one_by_one_and_never_together_are_told_so()
    {
        // 1 ms is kept by int8; the fp32 file alone keeps a drop of 0.1
        var report = CompressionReport.Create(
            "m", new CompressionOptions { Folder = "", Budget = CompressionBudget.Parse("150 KB, 0.5 ms") },
            SampleReport.Create() with
            {
                Models =
                [
                    SampleCompression.Figures("a", 100_000, 2.4, 1, 0.886, original: true),
                    SampleCompression.Figures("b", 400_000, 0.2, 1, 0.886),
                    SampleCompression.Figures("c", 100_000, 0.2, 1, 0.8),
                ],
            },
            [.. new[] { "fp32", "int8", "int4" }.Select(format => new MadeCandidate(SampleCompression.Recipe(0, format), "", [], []))], []);

        Assert.That(report.Obstacle, Does.Contain("each limit is met by some candidate, all together only at a drop of 8.6 points (int4)"));
        Assert.That(report.Best.Recipe.Name, Is.EqualTo("int8"), "2.7 times over the size is nearer than 4.8 times over the time");
    }

    [Test]
    public void The_front_holds_what_is_kept_and_not_beaten()
    {
        var report = SampleCompression.Create();

        Assert.That(report.Candidates.Where(candidate => candidate.OnFront).Select(candidate => candidate.Recipe.Name), Is.EqualTo(new[] { "fp32", "int8", "-75% fp32", "-75% int8" }));
        Assert.That(report.Candidates.Where(candidate => !candidate.WithinDrop).Select(candidate => candidate.Recipe.Name), Is.EqualTo(new[] { "int4", "-75% int4" }));
    }

    [Test]
    public void The_report_is_told_as_JSON()
    {
        using var json = JsonDocument.Parse(SampleCompression.Create("80 KB").ToJson());
        var root = json.RootElement;

        Assert.That(root.GetProperty("met").GetBoolean(), Is.False);
        Assert.That(root.GetProperty("candidates").GetArrayLength(), Is.EqualTo(6));
        var best = root.GetProperty("candidates").EnumerateArray().Single(candidate => candidate.GetProperty("name").GetString() == root.GetProperty("best").GetString());
        Assert.That(best.GetProperty("steps")[2].GetString(), Is.EqualTo("quantise to int8"));
        Assert.That(best.GetProperty("figures").GetProperty("latency").GetProperty("p50_ms").GetDouble(), Is.EqualTo(0.12));
        Assert.That(root.GetProperty("warnings")[0].GetString(), Is.EqualTo("-75% fp32: 'stem': 8 of 16 channels stay"));
    }
}
