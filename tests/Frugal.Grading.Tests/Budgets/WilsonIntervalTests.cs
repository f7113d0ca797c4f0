using FsCheck.Fluent;
using Frugal.Grading.Budgets;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Tests.Budgets;

public class WilsonIntervalTests
{
    // By hand from the formula, z = 1.959964; the first also in Brown, Cai and DasGupta, "Interval Estimation for a Binomial Proportion", 2001.
    [TestCase(0, 10, 0, 0.277533)]
    [TestCase(8, 10, 0.490162, 0.943318)]
    [TestCase(10, 10, 0.722467, 1)]
    public void The_ends_are_the_formulas(int count, int total, double low, double high)
    {
        var interval = WilsonInterval.Of(count, total);

        Assert.Multiple(() =>
        {
            Assert.That(interval.Share, Is.EqualTo((double)count / total));
            Assert.That(interval.Low, Is.EqualTo(low).Within(1e-5));
            Assert.That(interval.High, Is.EqualTo(high).Within(1e-5));
        });
    }

    [Test]
    public void The_ends_are_the_shares_that_the_normal_test_just_does_not_reject()
    {
        // (p - share)^2 = z^2 p (1 - p) / n at both ends, where neither is cut off at 0 or 1
        Property.Holds(Gen.Choose(2, 2000).SelectMany(n => Gen.Choose(1, n - 1), (n, k) => (n, k)), sample =>
        {
            var interval = WilsonInterval.Of(sample.k, sample.n, WilsonInterval.Z999);
            foreach (var p in new[] { interval.Low, interval.High })
            {
                var distance = Math.Abs(p - interval.Share) / Math.Sqrt(p * (1 - p) / sample.n);
                Assert.That(distance, Is.EqualTo(WilsonInterval.Z999).Within(1e-6));
            }
        });
    }

    [Test]
    public void A_model_on_the_floor_itself_does_not_fail_by_the_luck_of_the_draw()
    {
        // given 2,000 gradings of 400 pictures, of a model that is right on 85% of all there are
        var random = new Random(3);
        var gate = new ShareGate(0.85);

        var failed = Enumerable.Range(0, 2000).Count(_ => gate.IsBelow(Enumerable.Range(0, 400).Count(_ => random.NextDouble() < 0.85), 400));

        Assert.That(failed, Is.LessThanOrEqualTo(4), "1 in 2,000 is expected");
    }

    [TestCase(200, 200, Verdict.Passed)]
    [TestCase(172, 200, Verdict.Inconclusive)]
    [TestCase(100, 200, Verdict.Failed)]
    public void A_share_is_decided_where_its_interval_does_not_hold_the_floor(int right, int total, Verdict verdict)
    {
        Assert.That(new ShareGate(0.85).Decide(right, total), Is.EqualTo(verdict));
    }
}
