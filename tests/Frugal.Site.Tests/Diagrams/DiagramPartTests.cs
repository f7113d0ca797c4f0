using System.Text.RegularExpressions;
using Frugal.Site.Building;
using Frugal.Site.Diagrams;

namespace Frugal.Site.Tests.Diagrams;

public partial class DiagramPartTests
{
    [Test]
    public async Task The_marks_of_the_staged_pages_become_diagrams_in_the_language_of_the_page()
    {
        using var folder = new TemporaryFolder();
        var stage = SiteStage.Of(folder.Path);
        foreach (var language in SiteLanguage.Both)
        {
            stage.Write(language, "a/b.md", "# A\n\nbefore\n\n<!-- diagram: pruning -->\n\nafter\n");
        }

        await new DiagramPart().AddAsync(stage, CancellationToken.None);

        var (english, french) = (Read(stage, SiteLanguage.English), Read(stage, SiteLanguage.French));
        Assert.That(english, Does.StartWith("# A\n\nbefore\n\n<figure class=\"diagram\">\n<svg ").And.EndsWith("</svg>\n</figure>\n\nafter\n"));
        Assert.That(english, Does.Contain(">layer 1<").And.Not.Contain("<!--"));
        Assert.That(french, Does.Contain(">couche 1<"));

        static string Read(SiteStage stage, SiteLanguage language) => File.ReadAllText(Path.Combine(stage.Folder(language), "a", "b.md"));
    }

    [TestCase("\n")]
    [TestCase("\r\n")]
    public void An_unknown_diagram_is_refused_with_file_and_line(string end)
    {
        var page = string.Join(end, "# A", "", "<!-- diagram: pruning -->", "", "<!-- diagram: prunning -->", "");

        Assert.That(() => DiagramPart.Replace(page, SiteLanguage.French, "techniques/x.md"), Throws.TypeOf<FrugalException>().With.Message.EqualTo(
            "docs/fr/techniques/x.md:5: unknown diagram 'prunning'; known are quantization-grid, calibration, pruning, distillation, depthwise, rounds, memory-modes."));
    }

    [Test]
    public void A_mark_without_a_name_is_refused() =>
        Assert.That(() => DiagramPart.Replace("<!-- diagram: -->\n", SiteLanguage.English, "x.md"), Throws.TypeOf<FrugalException>().With.Message.StartsWith("docs/en/x.md:1: unknown diagram ''"));

    [Test]
    public void Two_diagrams_of_a_page_share_no_id()
    {
        var page = DiagramPart.Replace("<!-- diagram: rounds -->\n\n<!--diagram:pruning-->\n\n<!-- diagram: rounds -->\n", SiteLanguage.English, "x.md");

        var ids = Ids().Matches(page).Select(match => match.Groups[1].Value).ToArray();
        Assert.That(ids, Has.Length.EqualTo(6).And.Unique);
    }

    [TestCase("    <!-- diagram: pruning -->\n")]
    [TestCase("Write `<!-- diagram: pruning -->` in a page.\n")]
    [TestCase("<!-- figures:begin speed -->\n")]
    public void A_mark_in_code_and_another_comment_stay(string page) =>
        Assert.That(DiagramPart.Replace(page, SiteLanguage.English, "x.md"), Is.EqualTo(page));

    [Test]
    public void Each_mark_of_the_written_pages_has_its_diagram_and_each_diagram_is_used_in_both_languages()
    {
        var marks = SiteLanguage.Both.Select(language => Marks(Tree.At("docs", language.Code)).ToArray()).ToArray();

        Assert.That(marks[1], Is.EqualTo(marks[0]), "the French pages have the same diagrams at the same places");
        Assert.That(marks[0].Select(mark => mark.Name).Distinct(), Is.EquivalentTo(AllDiagrams.List.Select(diagram => diagram.Name)));
    }

    private static IEnumerable<(string Page, string Heading, string Name)> Marks(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let text = File.ReadAllText(file)
        from Match mark in AnyMark().Matches(text)
        select (Path.GetRelativePath(folder, file), $"heading {Headings().Count(text.AsSpan(0, mark.Index))}", mark.Groups[1].Value);

    [GeneratedRegex("<!--[^>]*diagram[^>]*?([a-z-]+)[ ]*-->")]
    private static partial Regex AnyMark();

    [GeneratedRegex("^#+ ", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex Ids();
}
