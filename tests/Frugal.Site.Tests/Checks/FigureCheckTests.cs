using Frugal.Site.Checks.Figures;

namespace Frugal.Site.Tests.Checks;

public class FigureCheckTests
{
    private const string Result = """{ "models": [ { "format": "fp32" }, { "format": "int8", "latency": 2.94, "bytes": 1217000, "accuracy": 0.865 } ] }""";

    [TestCase("It is 2.9 times faster.", "'2.9 times'", "2.9 times")]
    [TestCase("It is 2.9x as fast.", "'2.9x'", "2.9 times")]
    [TestCase("It takes **0.180** ms.", "'0.180 ms'", "0.180 ms")]
    [TestCase("It reaches\n86.5% of\nthem.", "'86.5%'", "86.5%", 2)]
    [TestCase("The file has 1,217 KB.", "'1,217 KB'", "1217 KB")]
    [TestCase("It loses -0.3 points.", "'-0.3 points'", "-0.3 points")]
    [TestCase("It answers 4,989 predictions per second.", "'4,989 predictions per second'", "4989 predictions/s")]
    [TestCase("It writes 31.5 tokens/s.", "'31.5 tokens/s'", "31.5 tokens/s")]
    [TestCase("| network | ms |\n|---|--:|\n| small | 1.5 |\n", "'1.5'", "1.5 ms", 3)]
    [TestCase("| network | time (ms) |\n|---|--:|\n| small | 1.5 |\n", "'1.5'", "1.5 ms", 3)]
    public void A_figure_without_a_source_is_named_by_its_line(string text, string shown, string key, int line = 1)
    {
        using var site = new FaultySite();
        site.Page(SiteLanguage.English, "labs/index.md", text, "");

        Assert.That(site.Find(new FigureCheck()), Is.EqualTo(new[]
        {
            $"docs/en/labs/index.md:{line}: {shown} has no source. Quote a generated table instead, or add the line 'labs/index.md | {key} | SOURCE' to docs/figures.txt",
        }));
    }

    [TestCase("Il est 2,9 fois plus rapide.", "2.9 times")]
    [TestCase("Il est à 86,5 %.", "86.5%")]
    [TestCase("Le fichier pèse 1 217 Ko.", "1217 KB")]
    [TestCase("Il répond à 4 989 prédictions par seconde.", "4989 predictions/s")]
    public void French_figures_are_listed_as_the_English_ones(string text, string key)
    {
        using var site = new FaultySite();
        site.Page(SiteLanguage.French, "index.md", text, "");

        Assert.That(site.Find(new FigureCheck()).Single(), Does.StartWith("docs/fr/index.md:1: ").And.Contain($"'index.md | {key} | SOURCE'"));
    }

    [TestCase("Run `--time 25 ms`, or\n\n    wait 3 s\n\n```\n95% done\n```\n")]
    [TestCase("<!-- 25 ms -->\n[a link](page-25%20ms.md)")]
    [TestCase("<!-- figures:begin gradings -->\nx: 25 ms\n\n| ms |\n|--:|\n| 25 |\n\n<!-- figures:end -->\n")]
    [TestCase("A 3x3 kernel, 96 x 96 pixels, 8 bits, .NET 10, version 1.31.1, notebook 02, 8-bit, int8.")]
    [TestCase("| step | what |\n|---|---|\n| 1 | install |\n")]
    public void Code_comments_generated_tables_and_plain_numbers_are_no_figures(string text)
    {
        using var site = new FaultySite();
        site.Page(SiteLanguage.English, "index.md", text, "");

        Assert.That(site.Find(new FigureCheck()), Is.Empty);
    }

    [TestCase("2.9 times", "bench/results/a.json: models/format=int8/latency")]
    [TestCase("2.94x", "bench/results/a.json: models/format=int8/latency")]
    [TestCase("86.5%", "bench/results/a.json: models/format=int8/accuracy")]
    [TestCase("1.22 MB", "bench/results/a.json: models/format=int8/bytes")]
    [TestCase("1.5 MB", "models/a.onnx: bytes")]
    [TestCase("25 ms", "src/Timing.cs: \"FromMilliseconds(25)\"")]
    [TestCase("88%", "src/Timing.cs: \"Floor(0.88)\"")]
    [TestCase("900 KB", "src/Timing.cs: \"Fits(900_000)\"")]
    [TestCase("0.3 points", "because one of 341 photos")]
    public void A_figure_that_its_source_gives_is_sound(string figure, string source)
    {
        using var site = Sourced(figure, figure.Replace("x", " times", StringComparison.Ordinal), source);

        Assert.That(site.Find(new FigureCheck()), Is.Empty);
    }

    [TestCase("2.8 times", "bench/results/a.json: models/format=int8/latency", "the pages say '2.8 times', but bench/results/a.json, models/format=int8/latency says 2.94. Correct the pages")]
    [TestCase("86.6%", "bench/results/a.json: models/format=int8/accuracy", "the pages say '86.6%', but bench/results/a.json, models/format=int8/accuracy says 0.865. Correct the pages")]
    [TestCase("1.23 MB", "bench/results/a.json: models/format=int8/bytes", "the pages say '1.23 MB', but")]
    [TestCase("1.6 MB", "models/a.onnx: bytes", "the pages say '1.6 MB', but models/a.onnx says 1500000")]
    [TestCase("2.9 times", "bench/results/a.json: models/format=int4/latency", "bench/results/a.json has no number at models/format=int4/latency")]
    [TestCase("2.9 times", "bench/results/b.json: models", "bench/results/b.json does not exist")]
    [TestCase("25 ms", "src/Timing.cs: \"FromMilliseconds(50)\"", "src/Timing.cs does not contain 'FromMilliseconds(50)'")]
    [TestCase("25 ms", "src/Timing.cs: \"Floor(0.88)\"", "'Floor(0.88)' in src/Timing.cs does not contain the number of '25 ms'")]
    [TestCase("25 ms", "somebody said so", "'somebody said so' is not a source")]
    public void A_figure_that_its_source_does_not_give_is_found(string figure, string source, string fault)
    {
        using var site = Sourced(figure, figure, source);

        Assert.That(site.Find(new FigureCheck()).Single(), Does.StartWith($"docs/figures.txt:1: {fault}"));
    }

    [Test]
    public void A_changed_digit_on_the_page_and_a_line_that_no_page_needs_are_found()
    {
        using var site = Sourced("3.9 times", "2.9 times", "bench/results/a.json: models/format=int8/latency");

        Assert.That(site.Find(new FigureCheck()), Has.Count.EqualTo(2)
            .And.Some.StartsWith("docs/en/index.md:1: '3.9 times' has no source")
            .And.Some.EqualTo("docs/figures.txt:1: no page index.md quotes '2.9 times'. Remove the line"));
    }

    [Test]
    public void A_line_that_is_no_entry_and_a_missing_list_are_found()
    {
        using var site = new FaultySite();
        site.Write("docs/figures.txt", "# comment\n\nindex.md: 25 ms\n");

        Assert.That(site.Find(new FigureCheck()).Single(), Does.StartWith("docs/figures.txt:3: 'index.md: 25 ms' is not an entry. Write PAGE | FIGURE | SOURCE"));
        File.Delete(site["docs/figures.txt"]);
        Assert.That(() => site.Find(new FigureCheck()), Throws.TypeOf<FrugalException>().With.Message.StartsWith("docs/figures.txt: there is no such file"));
    }

    [Test]
    public void READMEs_are_checked_too()
    {
        using var site = new FaultySite();
        site.Write("README.fr.md", "# Frugal\n\nIl faut 4 Go.\n");

        Assert.That(site.Find(new FigureCheck()).Single(), Does.StartWith("README.fr.md:3: '4 Go' has no source").And.Contain("'README.md | 4 GB | SOURCE'"));
    }

    private static FaultySite Sourced(string written, string listed, string source)
    {
        var site = new FaultySite();
        site.Page(SiteLanguage.English, "index.md", $"It has {written} here.", "");
        site.Write("docs/figures.txt", $"index.md | {listed} | {source}\n");
        site.Write("bench/results/a.json", Result);
        site.Write("models/a.onnx", new byte[1_500_000]);
        site.Write("src/Timing.cs", "FromMilliseconds(25); Floor(0.88); Fits(900_000);");
        return site;
    }
}
