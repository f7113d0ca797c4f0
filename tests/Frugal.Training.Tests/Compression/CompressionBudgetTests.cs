using Frugal.Compression;
using Frugal.Measuring;

namespace Frugal.Training.Tests.Compression;

public class CompressionBudgetTests
{
    [TestCase("200 KB, 1 ms, 40 MB RAM, 10 M MACs", "200 KB, 1 ms, 40 MB RAM, 10 M MACs")]
    [TestCase("0.5s,1.5MiB", "1.57 MB, 500 ms")]
    [TestCase("150 us", "0.150 ms")]
    [TestCase("1200000 macs, 3mb ram", "3 MB RAM, 1.20 M MACs")]
    [TestCase("2k MAC", "2 k MACs")]
    public void Limits_are_read_in_any_order(string text, string printed) =>
        Assert.That(CompressionBudget.Parse(text).ToString(), Is.EqualTo(printed));

    [TestCase("fast", "'fast' is not a limit")]
    [TestCase("200", "'200' is not a limit")]
    [TestCase("0 ms", "'0 ms' is not a limit")]
    [TestCase("-3 KB", "'-3 KB' is not a limit")]
    [TestCase("0 MACs", "'0 MACs' is not a limit")]
    [TestCase("200 KB,", "'' is not a limit")]
    [TestCase("200 KB, 1 MB", "'1 MB': '200 KB, 1 MB' has two limits of this kind")]
    [TestCase("1 ms, 2 ms", "has two limits")]
    public void What_is_no_limit_is_refused_with_what_to_write(string text, string message) =>
        Assert.That(Assert.Throws<FrugalException>(() => CompressionBudget.Parse(text))!.Message, Does.StartWith(message).Or.Contain(message));

    [Test]
    public void Every_limit_is_kept_or_none_is_admitted()
    {
        var model = SampleCompression.Figures("int8", 200_000, 1.0, 40_000_000, 0.9);

        Assert.That(CompressionBudget.Parse("200 KB, 1 ms, 40 MB RAM, 118 M MACs").Admits(model), Is.True, "a limit itself is allowed");
        Assert.That(new CompressionBudget().Admits(model), Is.True);
        foreach (var tooLittle in new[] { "199 KB", "0.9 ms", "39 MB RAM", "117 M MACs", "200 KB, 0.9 ms" })
        {
            Assert.That(CompressionBudget.Parse(tooLittle).Admits(model), Is.False, tooLittle);
        }
    }

    [TestCase("1 ms", 1)]
    [TestCase("0.25S", 250)]
    [TestCase(" 7 us ", 0.007)]
    [TestCase("7\u00b5s", 0.007)]
    public void A_duration_is_read_with_its_unit(string text, double milliseconds) =>
        Assert.That(Milliseconds.Parse(text).Value, Is.EqualTo(milliseconds).Within(1e-12));

    [TestCase("1")]
    [TestCase("ms")]
    [TestCase("-1 ms")]
    [TestCase("1e400 ms")]
    [TestCase("")]
    public void What_is_no_duration_is_refused(string text) =>
        Assert.That(Assert.Throws<FrugalException>(() => Milliseconds.Parse(text))!.Message, Does.Contain("is not a duration"));
}
