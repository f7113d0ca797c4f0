using System.Text.RegularExpressions;
using Frugal.Cli.Report;

namespace Frugal.Cli.Tests;

public partial class HtmlReportTests
{
    private static readonly ImagePredictions[] Pictures =
        [new([1, 2, 3], "hat", [new Prediction("fp32", "hat", 0.9f), new Prediction("fp16", "hat", 0.9f), new Prediction("int8", "shoes", 0.5f)])];

    [Test]
    public void The_page_works_offline()
    {
        var page = new HtmlReport(SampleReport.Create(), Pictures).Render();

        Assert.Multiple(() =>
        {
            Assert.That(Address().Matches(page), Is.Empty, "no address is fetched");
            Assert.That(page, Does.Contain("data:image/jpeg;base64,AQID").And.Contain("<style>:root").And.Contain("navigator.language"));
        });
    }

    [Test]
    public void The_headline_is_about_the_smallest_model()
    {
        var page = new HtmlReport(SampleReport.Create(), Pictures).Render();

        Assert.That(page, Does.Contain("3.81×").And.Contain("3,81×").And.Contain("2.82×").And.Contain("−0.6").And.Contain("98.0%"));
    }

    [Test]
    public void A_stand_in_is_named_on_the_page_and_under_every_chart()
    {
        var real = new HtmlReport(SampleReport.Create(), Pictures).Render();
        var standIn = new HtmlReport(SampleReport.Create(standIn: true), Pictures).Render();

        Assert.Multiple(() =>
        {
            Assert.That(real, Does.Not.Contain("stand-in").And.Not.Contain("drawn by the program"));
            Assert.That(Regex.Count(standIn, "<figcaption>[^/]*a stand-in drawn by the program"), Is.EqualTo(2));
            Assert.That(standIn, Does.Contain("The photos are not available"));
        });
    }

    [Test]
    public void Every_text_is_there_in_both_languages()
    {
        var page = new HtmlReport(SampleReport.Create(), Pictures).Render();

        Assert.That(Regex.Count(page, "lang=\"en\""), Is.EqualTo(Regex.Count(page, "lang=\"fr\"") + 1), "and <html lang=\"en\">");
    }

    [Test]
    public void Without_accuracy_there_are_no_charts_and_no_pictures()
    {
        var report = SampleReport.Create();
        report = report with { Dataset = null, Models = [.. report.Models.Select(model => model with { Accuracy = null })] };

        var page = new HtmlReport(report, []).Render();

        Assert.That(page, Does.Not.Contain("<figure").And.Not.Contain("Predictions on three images"));
    }

    [GeneratedRegex(@"(?:src|href|url)\s*[=(]\s*[""']?(?!data:)[a-z/]", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
