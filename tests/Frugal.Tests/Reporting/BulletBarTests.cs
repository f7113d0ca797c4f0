using System.Text.RegularExpressions;
using System.Xml.Linq;
using Frugal.Reporting;

namespace Frugal.Tests.Reporting;

public class BulletBarTests
{
    [Test]
    public void Lengths_are_shares_of_one_scale()
    {
        var svg = XElement.Parse(new BulletBar { Value = 50, Limit = 100, Reference = 25, Low = 40, High = 60, Style = "passed" }.ToSvg());

        var width = (string name) => double.Parse(((string)svg.Elements("rect").Single(rect => (string)rect.Attribute("class")! == name).Attribute("width")!).TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Multiple(() =>
        {
            Assert.That(width("track"), Is.EqualTo(100));
            Assert.That(width("passed") / width("reference"), Is.EqualTo(2).Within(0.01));
            Assert.That(Regex.Count(svg.ToString(), "class=\"interval\""), Is.EqualTo(3));
            Assert.That(Regex.Count(svg.ToString(), "class=\"limit\""), Is.EqualTo(1));
        });
    }

    [Test]
    public void What_is_no_number_leaves_an_empty_track([Values(double.NaN, double.PositiveInfinity, 0, -3)] double value)
    {
        var svg = XElement.Parse(new BulletBar { Value = value, Style = "neutral" }.ToSvg());

        Assert.That((string)svg.Elements("rect").Last().Attribute("width")!, Is.EqualTo("0%"));
    }
}
