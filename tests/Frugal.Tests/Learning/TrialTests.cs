using System.Globalization;
using Frugal.Learning;

namespace Frugal.Tests.Learning;

/// <summary>What a trial says of an answer.</summary>
public class TrialTests
{
    [TestCase(1.0, ExpectedResult = true)]
    [TestCase(1.1, ExpectedResult = true)]
    [TestCase(1.2, ExpectedResult = false)]
    [TestCase(double.NaN, ExpectedResult = false)]
    [TestCase(double.PositiveInfinity, ExpectedResult = false)]
    public bool A_number_is_right_within_the_tolerance(double got) => Trial.Near("x", 1, got, 0.15).Right;

    [Test]
    public void Of_many_numbers_the_first_wrong_one_is_named()
    {
        var expected = Enumerable.Range(0, 100).Select(i => (double)i).ToArray();
        var got = expected.ToArray();
        (got[40], got[50]) = (-1, double.NaN);

        Assert.That(Trial.Near("x", expected, got, 0), Is.EqualTo(new Trial("x", "40 at place 40", "-1 there, and 2 of 100 numbers are wrong", false)));
        Assert.That(Trial.Near("x", expected, expected, 0).Right, Is.True);
        Assert.That(Trial.Near("x", [1, 2], [1, 3], 0), Is.EqualTo(new Trial("x", "[1, 2]", "[1, 3]", false)));
        Assert.That(Trial.Near("x", [1, 2], [1], 0), Is.EqualTo(new Trial("x", "2 numbers", "1 numbers", false)));
        Assert.That(Trial.Near("x", [1, 2], null, 0).Got, Is.EqualTo("null"));
    }

    [Test]
    [SetCulture("fr-FR")]
    public void Values_are_shown_in_one_short_line_whatever_the_culture()
    {
        Assert.That(CultureInfo.CurrentCulture.Name, Is.EqualTo("fr-FR"));
        Assert.That(Trial.Same("x", 1.5, 2.25), Is.EqualTo(new Trial("x", "1.5", "2.25", false)));
        Assert.That(Trial.Same("x", true, false).Got, Is.EqualTo("false"));
        Assert.That(Trial.Holds("x", "y", Enumerable.Range(1, 20), false).Got, Is.EqualTo("[1, 2, 3, 4, 5, 6, 7, 8, …]"));
        Assert.That(Trial.Holds("x", "y", "a\n\u001b[31mb", false).Got, Is.EqualTo("a [31mb"));
        Assert.That(Trial.Holds("x", "y", new string('a', 5000), false).Got, Has.Length.LessThan(250));
        Assert.That(Trial.Holds("x", "y", null, true), Is.EqualTo(new Trial("x", "y", "null", true)));
    }
}
