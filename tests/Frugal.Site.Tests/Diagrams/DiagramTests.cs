using System.Text.RegularExpressions;
using System.Xml.Linq;
using Frugal.Site.Diagrams;
using Frugal.Site.Tests.Charts;

namespace Frugal.Site.Tests.Diagrams;

/// <summary>What every diagram and every chart must have, whatever it shows.</summary>
public partial class DiagramTests
{
    private static readonly string Styles = File.ReadAllText(Tree.At("docs", "overrides", "assets", "site.css"));

    private static readonly IReadOnlyList<Diagram> Drawn = [.. AllDiagrams.List, .. CommittedCharts.All];

    private static IEnumerable<TestCaseData> Each() => Drawn.Index().Select(diagram => new TestCaseData(diagram.Item).SetArgDisplayNames(Named(diagram)));

    private static IEnumerable<TestCaseData> EachInBothLanguages() =>
        from diagram in Drawn.Index()
        from language in SiteLanguage.Both
        select new TestCaseData(diagram.Item, language).SetArgDisplayNames(Named(diagram), language.Code);

    /// <summary>Its name, with its place in the list: a page may have several charts of one name.</summary>
    private static string Named((int Index, Diagram Item) diagram) => $"{diagram.Index + 1} {diagram.Item.Name}";

    [TestCaseSource(nameof(EachInBothLanguages))]
    public void A_diagram_is_well_formed_and_has_its_alternative_text_first(object drawn, object of)
    {
        var (diagram, language) = ((Diagram)drawn, (SiteLanguage)of);

        var svg = XDocument.Parse(diagram.ToSvg(language, "here").ToString()).Root!;

        var labels = svg.Attribute("aria-labelledby")!.Value.Split(' ');
        Assert.That(svg.Attribute("role")!.Value, Is.EqualTo("img"));
        Assert.That(svg.Elements().Take(2).Select(element => $"{element.Name} {element.Attribute("id")?.Value}"), Is.EqualTo(new[] { $"title {labels[0]}", $"desc {labels[1]}" }));
        Assert.That(svg.Elements().Take(2).Select(element => element.Value.Length), Is.All.GreaterThan(15));
        Assert.That(svg.ToString(), Does.Not.Contain("{0}").And.Not.Contain("NaN"));
        Assert.That(svg.ToString().Split('\n'), Has.None.Matches<string>(string.IsNullOrWhiteSpace), "Markdown ends raw HTML at an empty line.");
    }

    [TestCaseSource(nameof(Each))]
    public void Both_languages_have_the_same_elements_and_other_texts(object drawn)
    {
        var diagram = (Diagram)drawn;

        var (english, french) = (diagram.In(SiteLanguage.English), diagram.In(SiteLanguage.French));

        Assert.That(french.Elements.Select(Kind), Is.EqualTo(english.Elements.Select(Kind)));
        Assert.That(diagram.Wording.Where(key => diagram.Wording.In(SiteLanguage.English)[key] == ""), Is.Empty);
        Assert.That(french.Texts.Select(text => text.Text), Is.Not.EqualTo(english.Texts.Select(text => text.Text)));
    }

    [TestCaseSource(nameof(EachInBothLanguages))]
    public void No_text_leaves_its_box_or_covers_another(object drawn, object language)
    {
        var texts = ((Diagram)drawn).In((SiteLanguage)language).Texts;

        Assert.That(texts.Where(text => !text.Room.Holds(text.Box)).Select(text => text.Text), Is.Empty, "leave their box");
        Assert.That(texts.SelectMany((text, i) => texts.Take(i).Where(other => other.Box.Overlaps(text.Box)).Select(other => $"{other.Text} / {text.Text}")), Is.Empty, "cover each other");
    }

    [TestCaseSource(nameof(EachInBothLanguages))]
    public void No_text_is_smaller_than_12_pixels_on_a_phone(object drawn, object language)
    {
        const double column = 390 - 2 * 16;
        var sizes = ((Diagram)drawn).In((SiteLanguage)language).Elements.Where(element => element.Name == "text").Select(text => (double)text.Attribute("font-size")!);

        Assert.That(sizes.Select(size => size * column / Drawing.Width), Is.All.GreaterThanOrEqualTo(12));
    }

    [TestCaseSource(nameof(Each))]
    public void Every_class_has_its_colours_in_the_style_sheet_and_no_element_has_its_own(object drawn)
    {
        var elements = ((Diagram)drawn).In(SiteLanguage.English).Elements;
        var known = ClassName().Matches(Styles).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.That(elements.SelectMany(element => element.Attribute("class")!.Value.Split(' ')).Distinct().Where(name => !known.Contains(name)), Is.Empty);
        Assert.That(elements.Where(element => element.Attribute("fill") is not null || element.Attribute("stroke") is not null || element.Attribute("style") is not null), Is.Empty);
    }

    [Test]
    public void Every_class_of_the_style_sheet_is_in_a_diagram()
    {
        var used = Drawn.SelectMany(diagram => diagram.In(SiteLanguage.English).Elements).SelectMany(element => element.Attribute("class")!.Value.Split(' ')).ToHashSet();

        Assert.That(ClassName().Matches(Styles).Select(match => match.Groups[1].Value).Where(name => !used.Contains(name)), Is.Empty);
    }

    [Test]
    public void A_text_that_is_too_long_for_its_box_is_seen()
    {
        var drawing = new Drawing(100);

        drawing.TextIn(new Box(10, 10, 40, 20), "short", TextStyle.Plain);
        drawing.TextIn(new Box(10, 40, 40, 20), "much too long", TextStyle.Plain);

        Assert.That(drawing.Texts.Select(text => text.Room.Holds(text.Box)), Is.EqualTo(new[] { true, false }));
    }

    private static string Kind(XElement element) => $"{element.Name} {element.Attribute("class")!.Value}";

    [GeneratedRegex(@"\.diagram \.(d-[a-z0-9-]+)")]
    private static partial Regex ClassName();
}
