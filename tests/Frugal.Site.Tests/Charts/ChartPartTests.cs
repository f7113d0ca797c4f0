using System.Text.RegularExpressions;
using Frugal.Site.Building;
using Frugal.Site.Charts;
using Frugal.Site.Checks.Figures;

namespace Frugal.Site.Tests.Charts;

public partial class ChartPartTests
{
    private const string Result = "start-amd-epyc-avx2.json";

    [Test]
    public async Task The_tables_of_the_staged_pages_get_their_charts_in_the_language_of_the_page()
    {
        using var folder = WithResults(Result);
        var stage = SiteStage.Of(folder.Path);
        foreach (var language in SiteLanguage.Both)
        {
            stage.Write(language, "a/b.md", Filled("charted start", language, folder.Path));
        }

        await new ChartPart().AddAsync(stage, CancellationToken.None);

        var (english, french) = (stage.Read(SiteLanguage.English, "a/b.md"), stage.Read(SiteLanguage.French, "a/b.md"));
        Assert.That(english, Does.Contain($"`bench/results/{Result}`):\n\n<figure class=\"diagram\">\n<svg ").And.Contain("</svg>\n</figure>\n\n| figure | fp32 |").And.Not.Contain("<!-- chart:"));
        Assert.That(english, Does.Contain(">AMD EPYC, AVX2 without VNNI</text>").And.Contain(">4.77\u00a0MB</text>"));
        Assert.That(french, Does.Contain(">AMD EPYC, AVX2 sans VNNI</text>").And.Contain(">4,77\u00a0Mo</text>"));
    }

    [Test]
    public void Each_result_of_a_benchmark_has_a_chart_and_no_two_share_an_id()
    {
        using var folder = WithResults(Result, "start-amd-epyc-avx512-vnni.json");

        var page = ChartPart.Replace(Filled("charted start", SiteLanguage.English, folder.Path), SiteLanguage.English, folder.Path);

        Assert.That(Headings().Matches(page).Select(match => match.Groups[1].Value), Is.EqualTo(new[] { "AMD EPYC, AVX2 without VNNI", "AMD EPYC, AVX-512 VNNI" }));
        Assert.That(Ids().Matches(page).Select(match => match.Groups[1].Value).ToArray(), Has.Length.EqualTo(4).And.Unique);
    }

    [TestCase("start")]
    [TestCase("gradings")]
    public void A_table_that_asks_for_no_chart_has_none(string figures)
    {
        using var folder = WithResults(Result, "gradings-amd-epyc-avx2.json");
        var page = Filled(figures, SiteLanguage.English, folder.Path);

        Assert.That(page, Does.Not.Contain("chart"));
        Assert.That(ChartPart.Replace(page, SiteLanguage.English, folder.Path), Is.EqualTo(page));
    }

    [TestCase("charted gradings")]
    [TestCase("charted tour")]
    public void A_table_that_has_no_chart_cannot_ask_for_one(string figures)
    {
        using var folder = WithResults("gradings-amd-epyc-avx2.json");

        Assert.That(() => Filled(figures, SiteLanguage.English, folder.Path), Throws.TypeOf<FrugalException>().With.Message.StartsWith($"Unknown figures: {figures}. Known: "));
    }

    [Test]
    public void A_mark_outside_the_generated_tables_stays()
    {
        const string page = "# A\n\n<!-- chart: start-amd-epyc-avx2.json -->\n";

        Assert.That(ChartPart.Replace(page, SiteLanguage.English, "nowhere"), Is.EqualTo(page));
    }

    [Test]
    public void The_results_are_among_what_the_site_is_made_from() => Assert.That(new ChartPart().Sources, Does.Contain("bench/results"));

    private static TemporaryFolder WithResults(params string[] names)
    {
        var folder = new TemporaryFolder();
        foreach (var name in names)
        {
            folder.Write($"bench/results/{name}", File.ReadAllBytes(Tree.At("bench", "results", name)));
        }

        return folder;
    }

    /// <summary>A page with the tables of some figures.</summary>
    private static string Filled(string figures, SiteLanguage language, string repository) =>
        SiteTables.Fill($"# A\n\n<!-- figures:begin {figures} -->\n<!-- figures:end -->\n", language, new SiteFigures(repository));

    [GeneratedRegex(@"font-size=""14"">([^<]+)<")]
    private static partial Regex Headings();

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex Ids();
}
