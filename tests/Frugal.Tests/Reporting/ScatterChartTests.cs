using System.Globalization;
using System.Xml.Linq;
using Frugal.Reporting;

namespace Frugal.Tests.Reporting;

public class ScatterChartTests
{
    [TestCase(0, 4.8, 5, 0, 5, 1)]
    [TestCase(86.2, 90.2, 4, 86, 91, 1)]
    [TestCase(0, 0.0031, 5, 0, 0.004, 0.001)]
    [TestCase(0, 1200, 5, 0, 1500, 500)]
    [TestCase(3, 3, 4, 3, 3.5, 0.5)]
    public void An_axis_ends_at_round_numbers_around_its_values(double low, double high, int ticks, double min, double max, double step)
    {
        var axis = AxisScale.Around(low, high, ticks);

        Assert.Multiple(() =>
        {
            Assert.That((axis.Min, axis.Max, axis.Step), Is.EqualTo((min, max, step)).Using<(double, double, double)>((a, b) =>
                Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) + Math.Abs(a.Item3 - b.Item3) < 1e-9));
            Assert.That(axis.Ticks().First(), Is.EqualTo(axis.Min).Within(1e-9));
            Assert.That(axis.Ticks().Last(), Is.EqualTo(axis.Max).Within(1e-9));
        });
    }

    [Test]
    public void Points_stand_where_their_values_say()
    {
        var svg = XElement.Parse(Chart([new("a", 0, 10, "first"), new("b", 10, 20, "second")]).ToSvg());

        var dots = svg.Elements("circle").Select(dot => (X: (double)dot.Attribute("cx")!, Y: (double)dot.Attribute("cy")!)).ToArray();
        Assert.That(dots, Is.EqualTo(new[] { (52.0, 254.0), (460.0, 16.0) }));
    }

    [Test]
    public void Labels_of_points_in_one_place_do_not_cover_each_other()
    {
        var svg = XElement.Parse(Chart([new("fp32", 2.40, 88.9, "first"), new("fp16", 2.41, 88.9, "second"), new("int8", 2.42, 88.8, "third")]).ToSvg());

        var labels = svg.Elements("text").Where(text => (string?)text.Attribute("class") == "label")
            .Select(text => (X: (double)text.Attribute("x")!, Y: (double)text.Attribute("y")!, Width: text.Value.Length * 7.2)).ToArray();
        Assert.That(labels, Has.Length.EqualTo(3));
        foreach (var (one, other) in labels.SelectMany((label, i) => labels.Skip(i + 1).Select(next => (label, next))))
        {
            Assert.That(Math.Abs(one.Y - other.Y) >= 15.9 || one.X + one.Width <= other.X || other.X + other.Width <= one.X);
        }
    }

    [Test]
    public void Labels_are_escaped_and_numbers_do_not_follow_the_machines_language()
    {
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
        try
        {
            var svg = XElement.Parse(Chart([new("<a&b>", 1.5, 88.25, "first")]).ToSvg());

            Assert.That(svg.Elements("text").Select(text => text.Value), Does.Contain("<a&b>").And.Contain("0.5"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static ScatterChart Chart(ChartPoint[] points) => new()
    {
        Description = "test",
        X = new AxisTitle(("en", "x")),
        Y = new AxisTitle(("en", "y")),
        Points = points,
    };
}
