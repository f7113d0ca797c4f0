using Frugal.Measuring;

namespace Frugal.Tests.Measuring;

public class QuantileTests
{
    // By hand from definition 7: h = (n - 1) p.
    [TestCase(new double[] { 7 }, 0.99, 7)]
    [TestCase(new double[] { 1, 2 }, 0.5, 1.5)]
    [TestCase(new double[] { 4, 1, 3, 2 }, 0.5, 2.5)]
    [TestCase(new double[] { 15, 20, 35, 40, 50 }, 0.4, 29)]
    [TestCase(new double[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 }, 0.95, 10.5)]
    [TestCase(new double[] { 1, 2, 3, 4, 5 }, 0, 1)]
    [TestCase(new double[] { 1, 2, 3, 4, 5 }, 1, 5)]
    public void A_quantile_interpolates_between_order_statistics(double[] sample, double p, double expected)
    {
        Assert.That(Quantile.Of(sample, p), Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void A_quantile_leaves_as_many_values_below_as_it_says()
    {
        var random = new Random(5);
        var sample = Enumerable.Range(0, 1001).Select(_ => random.NextDouble()).ToArray();

        var p95 = Quantile.Of(sample, 0.95);

        Assert.That(sample.Count(value => value < p95), Is.EqualTo(950));
    }

    [Test]
    public void An_empty_sample_and_a_probability_outside_0_to_1_are_refused()
    {
        Assert.Multiple(() =>
        {
            Assert.Throws<ArgumentException>(() => Quantile.Of([], 0.5));
            Assert.Throws<ArgumentOutOfRangeException>(() => Quantile.Of([1], 1.01));
            Assert.Throws<ArgumentOutOfRangeException>(() => Quantile.Of([1], -0.01));
        });
    }
}
