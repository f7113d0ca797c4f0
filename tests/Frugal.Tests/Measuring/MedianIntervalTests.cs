using Frugal.Measuring;

namespace Frugal.Tests.Measuring;

public class MedianIntervalTests
{
    // Ranks and coverages from the table of order-statistic intervals for the median (Conover, "Practical Nonparametric Statistics").
    [TestCase(6, 1, 0.96875)]
    [TestCase(10, 2, 0.978516)]
    [TestCase(15, 4, 0.964844)]
    [TestCase(20, 6, 0.958611)]
    [TestCase(25, 8, 0.956715)]
    public void The_ends_are_the_ranks_that_the_tables_give(int n, int k, double coverage)
    {
        var interval = MedianInterval.Of(Enumerable.Range(1, n).Select(i => (double)i));

        Assert.Multiple(() =>
        {
            Assert.That(interval.Low, Is.EqualTo(k));
            Assert.That(interval.High, Is.EqualTo(n + 1 - k));
            Assert.That(interval.Coverage, Is.EqualTo(coverage).Within(1e-6));
            Assert.That(interval.Median, Is.EqualTo((n + 1) / 2.0));
        });
    }

    [Test]
    public void The_ranks_agree_with_a_naive_search_over_binomial_sums()
    {
        foreach (var n in Enumerable.Range(1, 200))
        {
            var ranks = Enumerable.Range(1, n / 2).Where(k => 1 - 2 * Below(n, k) >= 0.95).ToArray();
            var k = ranks.Length == 0 ? 1 : ranks.Max();

            var interval = MedianInterval.Of(Enumerable.Range(1, n).Select(i => (double)i));

            Assert.That((interval.Low, interval.High), Is.EqualTo(((double)k, (double)(n + 1 - k))), $"{n} values");
        }

        // P(B < k) for B binomial(n, 1/2), term by term.
        static double Below(int n, int k) => Enumerable.Range(0, k)
            .Sum(i => Math.Exp(LogFactorial(n) - LogFactorial(i) - LogFactorial(n - i) - n * Math.Log(2)));
        static double LogFactorial(int n) => Enumerable.Range(1, n).Sum(i => Math.Log(i));
    }

    [Test]
    public void The_interval_covers_the_true_median_as_often_as_it_promises()
    {
        // given 4,000 skewed samples of 25 (exponential, median ln 2)
        var random = new Random(11);
        var covered = 0;
        const int samples = 4000;
        for (var s = 0; s < samples; s++)
        {
            var sample = Enumerable.Range(0, 25).Select(_ => -Math.Log(1 - random.NextDouble()));
            covered += MedianInterval.Of(sample).Contains(Math.Log(2)) ? 1 : 0;
        }

        // then: 0.9567 promised; 4 standard errors are 0.013
        Assert.That(covered / (double)samples, Is.EqualTo(0.956715).Within(0.013));
    }

    [Test]
    public void Too_few_values_give_the_whole_range_and_say_what_it_is_worth()
    {
        var interval = MedianInterval.Of([3, 1, 2]);

        Assert.That(interval, Is.EqualTo(new MedianInterval(2, 1, 3, 0.75)));
    }
}
