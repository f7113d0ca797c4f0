using FsCheck.Fluent;
using Frugal.Grading.Budgets;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Tests.Budgets;

public class SpeedGateTests
{
    [Test]
    public void The_gate_lies_as_many_times_below_healthy_as_above_faulty()
    {
        var gate = new SpeedGate(3, 1.2);

        Assert.That(gate.Healthy / gate.Ratio, Is.EqualTo(gate.Ratio / gate.Faulty).Within(1e-12));
        Assert.That(SpeedGate.Asking(2).Ratio, Is.EqualTo(Math.Sqrt(2)).Within(1e-12), "between 2 and its half");
    }

    [TestCase(10, Verdict.Inconclusive)]
    [TestCase(11, Verdict.Passed)]
    public void A_decision_needs_eleven_rounds(int rounds, Verdict verdict)
    {
        // the whole range of n values covers the median with 1 - 2 / 2^n: 99.80% for 10, 99.90% for 11
        Assert.That(SpeedGate.Asking(2).Decide([.. Enumerable.Repeat(2.0, rounds)]), Is.EqualTo(verdict));
    }

    [Test]
    public void One_wild_round_of_thirty_changes_no_verdict()
    {
        double[] fast = [.. Enumerable.Repeat(2.0, 29), 0.01];
        double[] slow = [.. Enumerable.Repeat(1.0, 29), 100];

        Assert.Multiple(() =>
        {
            Assert.That(SpeedGate.Asking(2).Decide(fast), Is.EqualTo(Verdict.Passed));
            Assert.That(SpeedGate.Asking(2).Decide(slow), Is.EqualTo(Verdict.Failed));
        });
    }

    [Test]
    public void Rounds_on_both_sides_of_the_gate_leave_it_open()
    {
        double[] ratios = [.. Enumerable.Repeat(1.0, 15), .. Enumerable.Repeat(2.0, 15)];

        Assert.That(SpeedGate.Asking(2).Decide(ratios), Is.EqualTo(Verdict.Inconclusive));
        Assert.That(SpeedGate.Asking(2).Decide([]), Is.EqualTo(Verdict.Inconclusive));
    }

    [Test]
    public void Swapping_the_sides_turns_passed_into_failed()
    {
        // given ratios r and a gate; then 1/r on the mirrored gate fails where r passes, and the other way round
        var ratios = Gen.Choose(5, 400).Select(i => i / 100.0).ArrayOf(40);

        Property.Holds(ratios, sample =>
        {
            var there = new SpeedGate(2, 1).Decide(sample);
            var back = new SpeedGate(1, 0.5).Decide([.. sample.Select(ratio => 1 / ratio)]);
            Assert.That(back, Is.EqualTo(there switch { Verdict.Passed => Verdict.Failed, Verdict.Failed => Verdict.Passed, _ => Verdict.Inconclusive }));
        });
    }

    [TestCase(0, 0)]
    [TestCase(1, 1)]
    [TestCase(1, 2)]
    [TestCase(double.NaN, 1)]
    [TestCase(2, -1)]
    public void A_gate_needs_a_healthy_side_above_its_faulty_one(double healthy, double faulty)
    {
        Assert.That(() => new SpeedGate(healthy, faulty), Throws.TypeOf<FrugalException>());
    }
}
