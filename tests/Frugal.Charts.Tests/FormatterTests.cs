using System.Globalization;
using Frugal.Imaging;
using Frugal.Charts.Formatting;

namespace Frugal.Charts.Tests;

/// <summary>How values are shown.</summary>
public class FormatterTests
{
    private sealed record Row(string Name, double Size);

    [Test]
    public void Numbers_read_the_same_in_every_culture()
    {
        var saved = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("fr-FR");
        try
        {
            Assert.That(Text(1.5), Is.EqualTo("1.5"));
        }
        finally
        {
            CultureInfo.CurrentCulture = saved;
        }
    }

    [Test]
    public void Plain_values_are_text_alone()
    {
        Assert.That(Text("text"), Is.EqualTo("text"));
        Assert.That(Text(null), Is.EqualTo("null"));
        Assert.That(Text(true), Is.EqualTo("true"));
        Assert.That(Text(new[] { 1, 2, 3 }), Is.EqualTo("[ 1, 2, 3 ]"));
        Assert.That(Formatters.Format(1).Types, Is.EqualTo(new[] { Mime.Text }));
    }

    [Test]
    public void Records_are_a_table_a_row_each()
    {
        var bundle = Formatters.Format(new[] { new Row("a<b", 1.5), new Row("c", 2) });

        Assert.That(bundle[Mime.Text], Is.EqualTo("Name  Size\n----  ----\na<b   1.5\nc     2"));
        Assert.That(bundle[Mime.Html], Does.Contain("<td>a&lt;b</td><td>1.5</td>"));
    }

    [Test]
    public void A_table_is_bounded_even_over_an_endless_sequence()
    {
        var bundle = Formatters.Format(Endless());

        Assert.That(bundle[Mime.Text]!.Split('\n'), Has.Length.EqualTo(2 + 100 + 1));
        Assert.That(bundle[Mime.Text], Does.EndWith("the first 100 rows"));
    }

    [Test]
    public void Dictionaries_and_anonymous_objects_are_tables()
    {
        Assert.That(Text(new Dictionary<string, int> { ["a"] = 1 }), Is.EqualTo("key  value\n---  -----\na    1"));
        Assert.That(Text(new { A = 1, B = "x" }), Is.EqualTo("property  value\n--------  -----\nA         1\nB         x"));
    }

    [Test]
    public void A_picture_is_png_and_text()
    {
        var bundle = Formatters.Format(new RgbImage(2, 3));

        Assert.That(Convert.FromBase64String(bundle[Mime.Png]!)[1..4], Is.EqualTo("PNG"u8.ToArray()));
        Assert.That(bundle[Mime.Text], Is.EqualTo("picture, 2 x 3"));
    }

    [Test]
    public void A_registered_type_offers_its_own_representations_to_derived_types_too()
    {
        Formatters.Register<FigureBase>(Mime.Plotly, figure => $$"""{"data":[{"y":[{{figure.Height}}]}]}""");

        var json = Formatters.Format(new Figure(3)).ToJson();

        Assert.That((int)json[Mime.Plotly]!["data"]![0]!["y"]![0]!, Is.EqualTo(3));
    }

    [Test]
    public void A_formatter_that_throws_is_told_and_costs_its_representation_alone()
    {
        Formatters.Register<Broken>(Mime.Html, _ => throw new InvalidOperationException("no"));

        Assert.That(Text(new Broken()), Does.Contain("text/html could not be made: InvalidOperationException: no"));
    }

    [Test]
    public void A_property_that_throws_shows_what_it_threw() =>
        Assert.That(Text(new Thrower()), Does.Contain("(InvalidOperationException: no)"));

    private static string? Text(object? value) => Formatters.Format(value)[Mime.Text];

    private static IEnumerable<Row> Endless()
    {
        while (true)
        {
            yield return new Row("x", 1);
        }
    }

    private record FigureBase(int Height);

    private sealed record Figure(int Height) : FigureBase(Height);

    private sealed record Broken;

    private sealed class Thrower
    {
        public int Value => throw new InvalidOperationException("no");
    }
}
