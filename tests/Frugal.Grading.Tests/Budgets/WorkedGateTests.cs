using FsCheck.Fluent;
using Frugal.Grading.Budgets;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Tests.Budgets;

public class WorkedGateTests
{
    private static readonly WorkedGate Half = new(0.5);

    // The square root of 1 / (u s + 1 - u), by hand.
    [TestCase(0.5, 1.74, 0.8544)]
    [TestCase(0.5, 2.9, 0.7161)]
    [TestCase(1, 4, 0.5)]
    [TestCase(0.5, 0.7, 0.9325, TestName = "Below the least gain the share is that of the least gain")]
    public void The_gate_is_midway_between_the_worked_answer_and_a_part_of_the_work(double undone, double gain, double share) =>
        Assert.That(new WorkedGate(undone).Share(gain), Is.EqualTo(share).Within(1e-4));

    // AVX2 without VNNI, AVX-512 VNNI, and a perceptron with VNNI: what int8 gains on each.
    [TestCase(1.74)]
    [TestCase(2.9)]
    [TestCase(4.8)]
    public void The_same_rule_tells_right_from_wrong_on_every_processor(double gain)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Decided(speedUp: gain, gain), Is.EqualTo(Verdict.Passed), "the worked answer itself");
            Assert.That(Decided(0.95 * gain, gain), Is.EqualTo(Verdict.Passed), "5% slower");
            Assert.That(Decided(2 * gain, gain), Is.EqualTo(Verdict.Passed), "twice as fast");
            Assert.That(Decided(1, gain), Is.EqualTo(Verdict.Failed), "the float32 model");
            Assert.That(Decided(0.28, gain), Is.EqualTo(Verdict.Failed), "slower than float32");
            Assert.That(Decided(2 * gain / (gain + 1), gain), Is.EqualTo(Verdict.Failed), "half of the time still in float32");
            Assert.That(Decided(gain / 2, gain), Is.EqualTo(Verdict.Failed), "twice the work");
        });
    }

    [TestCase(1.0)]
    [TestCase(1.1)]
    [TestCase(0.8)]
    public void Where_the_worked_answer_gains_too_little_only_half_its_speed_is_refused(double gain)
    {
        Assert.Multiple(() =>
        {
            var (verdict, least, waived) = Half.Judge(Rounds(gain, gain));
            Assert.That((verdict, waived), Is.EqualTo((Verdict.Passed, true)));
            Assert.That(least, Is.EqualTo(gain / Math.Sqrt(2)).Within(1e-12));
            Assert.That(Decided(0.8 * gain, gain), Is.EqualTo(Verdict.Passed));
            Assert.That(Decided(0.5 * gain, gain), Is.EqualTo(Verdict.Failed));
        });
    }

    [Test]
    public void A_gain_that_may_be_either_decides_only_where_both_rules_agree()
    {
        // given a worked answer whose gain is 1.2 and 1.4 in turn
        TimedRound[] Turning(double share) => [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? 1.2 : 1.4).Select(gain => new TimedRound(1 / share, gain, 1))];

        Assert.Multiple(() =>
        {
            Assert.That(Half.Judge(Turning(1)).Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(Half.Judge(Turning(0.5)).Verdict, Is.EqualTo(Verdict.Failed));
            Assert.That(Half.Judge(Turning(0.8)).Verdict, Is.EqualTo(Verdict.Inconclusive));
        });
    }

    [Test]
    public void A_slower_solution_never_gets_a_better_verdict()
    {
        var times = Gen.Choose(20, 300).Select(i => i / 100.0).ArrayOf(90);

        Property.Holds(times, sample =>
        {
            TimedRound[] rounds = [.. sample.Chunk(3).Select(side => new TimedRound(side[0], side[1], side[2]))];
            var before = Half.Judge(rounds).Verdict;
            var after = Half.Judge([.. rounds.Select(round => round with { Subject = 1.3 * round.Subject })]).Verdict;
            Assert.That(Worth(after), Is.LessThanOrEqualTo(Worth(before)));
        });

        static int Worth(Verdict verdict) => verdict switch { Verdict.Passed => 2, Verdict.Inconclusive => 1, _ => 0 };
    }

    [Test]
    public void Another_program_on_the_processor_causes_no_wrong_verdict()
    {
        // given 300 gradings of each on a processor where int8 gains 1.74, by the wall clock, while another program takes half of the time in slices
        // of 1 to 6 ms; the faulty model spends half of the float32 model's time unimproved
        var random = new Random(5);
        const double Gain = 1.74;
        var verdicts = new Dictionary<(bool Healthy, Verdict Verdict), int>();
        foreach (var healthy in new[] { true, false })
        {
            for (var grading = 0; grading < 300; grading++)
            {
                var clock = new FakeClock();
                var processor = new SharedProcessor(clock, random);

                var subject = healthy ? 0.5 : 0.5 * (Gain + 1) / 2;
                var verdict = new FairTimer(Half, new FairTimingOptions { Seed = grading }, clock).Measure(() => processor.Work(subject), () => processor.Work(0.5 * Gain), () => processor.Work(0.5)).Verdict;
                verdicts[(healthy, verdict)] = verdicts.GetValueOrDefault((healthy, verdict)) + 1;
            }
        }

        Assert.Multiple(() =>
        {
            Assert.That(verdicts.GetValueOrDefault((true, Verdict.Failed)), Is.Zero);
            Assert.That(verdicts.GetValueOrDefault((false, Verdict.Passed)), Is.Zero);
            Assert.That(verdicts.GetValueOrDefault((true, Verdict.Passed)), Is.GreaterThan(285), "few are left open");
            Assert.That(verdicts.GetValueOrDefault((false, Verdict.Failed)), Is.GreaterThan(285));
        });
        TestContext.Out.WriteLine(string.Join(", ", verdicts));
    }

    [Test]
    public void Processes_are_held_against_the_worked_answers_process()
    {
        // given processes by their own clocks: the plain loop takes 40 ms, the worked answer 10, the subject 15 or 35
        foreach (var (mine, verdict) in new[] { (15.0, Verdict.Passed), (35.0, Verdict.Failed) })
        {
            var clock = new FakeClock();
            var spent = new TimeSpan[3];
            int Call(int side, double milliseconds, int batch)
            {
                clock.Pass(50);
                spent[side] += TimeSpan.FromMilliseconds(milliseconds);
                return batch;
            }

            var calls = new TimedCalls<int, int>
            {
                Batch = size => size,
                Subject = batch => Call(0, mine, batch),
                Reference = batch => Call(1, 40, batch),
                Worked = batch => Call(2, 10, batch),
                SubjectTime = () => spent[0],
                ReferenceTime = () => spent[1],
                WorkedTime = () => spent[2],
                Check = (_, answer, expected) => Assert.That(answer, Is.EqualTo(expected)),
            };
            var measured = new FairTimer(new WorkedGate(1), new FairTimingOptions(), clock).Measure(calls);

            Assert.That(measured.Verdict, Is.EqualTo(verdict));
            Assert.That(measured.Worked!.Interval.Median, Is.EqualTo(4).Within(1e-9));
            Assert.That(measured.Worked.Least, Is.EqualTo(2).Within(1e-9), "midway between 1 and 4");
            Assert.That(() => new FairTimer(Half, new FairTimingOptions(), clock).Measure(calls with { Worked = null }),
                Throws.TypeOf<FrugalException>().With.Message.Contains("set Worked"));
        }
    }

    [TestCase(0)]
    [TestCase(1.1)]
    [TestCase(double.NaN)]
    public void The_undone_share_is_above_0_and_up_to_1(double undone) =>
        Assert.That(() => new WorkedGate(undone), Throws.TypeOf<FrugalException>().With.Message.Contains("Allowed: numbers above 0 up to 1"));

    private static Verdict Decided(double speedUp, double gain) => Half.Judge(Rounds(speedUp, gain)).Verdict;

    /// <summary>Rounds in which the worked answer takes 1 ms.</summary>
    private static TimedRound[] Rounds(double speedUp, double gain) => [.. Enumerable.Range(0, 15).Select(_ => new TimedRound(gain / speedUp, gain, 1))];
}
