using Frugal.Grading.Budgets;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Tests.Budgets;

public class FairTimerTests
{
    private static readonly SpeedGate Gate = SpeedGate.Asking(2);

    [TestCase(2.0, Verdict.Passed)]
    [TestCase(1.0, Verdict.Failed)]
    public void A_quiet_machine_decides_at_the_first_measurement(double speedUp, Verdict verdict)
    {
        var clock = new FakeClock();

        var measured = Timer(clock).Measure(() => clock.Pass(1), () => clock.Pass(speedUp));

        Assert.Multiple(() =>
        {
            Assert.That(measured.Verdict, Is.EqualTo(verdict));
            Assert.That(measured.Measurements, Is.EqualTo(1));
            Assert.That(measured.Ratios, Has.Count.EqualTo(15).And.All.EqualTo(speedUp).Within(1e-9));
            Assert.That((measured.Milliseconds, measured.ReferenceMilliseconds), Is.EqualTo((1.0, speedUp)));
        });
    }

    [Test]
    public void What_lies_on_the_gate_is_measured_again_with_twice_the_rounds_and_in_the_end_left_open()
    {
        // given a subject that takes all and half of the reference's time in turn
        var clock = new FakeClock();
        var turn = 0;
        var timer = new FairTimer(Gate, new FairTimingOptions { FirstRounds = 15, MostRounds = 100 }, clock);

        var measured = timer.Measure(Alternating(() => turn++ % 2 == 0 ? 1 : 2, clock));

        Assert.Multiple(() =>
        {
            Assert.That(measured.Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(measured.Ratios, Has.Count.EqualTo(100), "15, 15 more, 30 more, and the rest to the bound");
            Assert.That(measured.Measurements, Is.EqualTo(4));
        });
    }

    [Test]
    public void Another_program_on_the_processor_causes_no_wrong_verdict()
    {
        // given 300 gradings of each by the wall clock, while another program takes the processor half of the time in slices of 1 to 6 ms
        var random = new Random(5);
        var verdicts = new Dictionary<(double SpeedUp, Verdict Verdict), int>();
        foreach (var speedUp in new[] { 2.0, 1.0 })
        {
            for (var grading = 0; grading < 300; grading++)
            {
                var clock = new FakeClock();
                var processor = new SharedProcessor(clock, random);

                var verdict = new FairTimer(Gate, new FairTimingOptions { Seed = grading }, clock).Measure(() => processor.Work(0.5), () => processor.Work(0.5 * speedUp)).Verdict;
                verdicts[(speedUp, verdict)] = verdicts.GetValueOrDefault((speedUp, verdict)) + 1;
            }
        }

        Assert.Multiple(() =>
        {
            Assert.That(verdicts.GetValueOrDefault((2.0, Verdict.Failed)), Is.Zero);
            Assert.That(verdicts.GetValueOrDefault((1.0, Verdict.Passed)), Is.Zero);
            Assert.That(verdicts.GetValueOrDefault((2.0, Verdict.Passed)), Is.GreaterThan(285), "few are left open");
            Assert.That(verdicts.GetValueOrDefault((1.0, Verdict.Failed)), Is.GreaterThan(285));
        });
    }

    [Test]
    public void Batches_grow_until_both_sides_take_a_rounds_time_and_none_comes_twice()
    {
        // given a subject of 10 microseconds an item and a reference of 30
        var clock = new FakeClock();
        var batches = new List<int>();
        var calls = 0;
        var timer = new FairTimer(Gate, new FairTimingOptions { RoundTime = TimeSpan.FromMilliseconds(10) }, clock);

        var measured = timer.Measure(new TimedCalls<int[], int>
        {
            Batch = size =>
            {
                batches.Add(size);
                return [.. Enumerable.Range(calls += size, size)];
            },
            Subject = batch => { clock.Pass(0.01 * batch.Length); return batch.Sum(); },
            Reference = batch => { clock.Pass(0.03 * batch.Length); return batch.Sum(); },
            Check = (_, mine, theirs) => Assert.That(mine, Is.EqualTo(theirs)),
        });

        Assert.Multiple(() =>
        {
            Assert.That(measured.Verdict, Is.EqualTo(Verdict.Passed));
            Assert.That(measured.Ratios, Has.All.EqualTo(3).Within(1e-6));
            Assert.That(measured.Milliseconds, Is.GreaterThanOrEqualTo(10).And.LessThan(20));
            Assert.That(batches[0], Is.EqualTo(1));
            Assert.That(batches[^1], Is.EqualTo(1000).Within(10));
        });
    }

    [TestCase(10.0, 20.0, 1.0, Verdict.Passed, TestName = "Processor time decides while the wall clock cannot tell")]
    [TestCase(1.0, 20.0, 0.5, Verdict.Failed, TestName = "Work that a process hands away is waited for")]
    public void Processes_are_judged_by_their_own_time_and_by_the_wait(double mine, double theirs, double waited, Verdict verdict)
    {
        // given a wall clock whose ratios are 1 and 2 in turn, around the gate of 1.41, or half of that
        var clock = new FakeClock();
        var turn = 0;
        var (subject, reference) = (TimeSpan.Zero, TimeSpan.Zero);
        var calls = new TimedCalls<int, int>
        {
            Batch = size => size,
            Subject = batch => { clock.Pass(20); subject += TimeSpan.FromMilliseconds(mine); return batch; },
            Reference = batch => { clock.Pass(waited * (turn++ % 2 == 0 ? 20 : 40)); reference += TimeSpan.FromMilliseconds(theirs); return batch; },
            Check = (_, _, _) => { },
        };

        var measured = Timer(clock).Measure(calls with { SubjectTime = () => subject, ReferenceTime = () => reference });

        Assert.Multiple(() =>
        {
            Assert.That(measured.Verdict, Is.EqualTo(verdict));
            Assert.That(measured.Ratios, Has.All.EqualTo(theirs / mine).Within(1e-9));
            Assert.That(Timer(clock).Measure(calls).Verdict, Is.EqualTo(waited < 1 ? Verdict.Failed : Verdict.Inconclusive), "by the wall clock alone");
        });
    }

    [TestCase(false, TestName = "A slow way to the processes hides no speed-up from the wall clock")]
    [TestCase(true, TestName = "A slow way to the processes hides no speed-up from the processor's clock")]
    public void A_slow_way_to_the_processes_hides_no_speed_up(bool processorTimeIsKnown)
    {
        // given a subject three times as fast as its reference, and a busy machine on which each call is 3 to 5 ms under way
        var clock = new FakeClock();
        var random = new Random(3);
        var (subject, reference) = (TimeSpan.Zero, TimeSpan.Zero);
        int Call(int items, double milliseconds, ref TimeSpan processor)
        {
            processor += TimeSpan.FromMilliseconds(items * milliseconds);
            clock.Pass(3 + 2 * random.NextDouble() + items * milliseconds);
            return items;
        }

        var measured = Timer(clock).Measure(new TimedCalls<int, int>
        {
            Batch = size => size,
            Subject = batch => Call(batch, 0.1, ref subject),
            Reference = batch => Call(batch, 0.3, ref reference),
            SubjectTime = processorTimeIsKnown ? () => subject : null,
            ReferenceTime = processorTimeIsKnown ? () => reference : null,
            Check = (_, _, _) => { },
        });

        Assert.That(measured.Verdict, Is.EqualTo(Verdict.Passed), measured.ToString());
    }

    [Test]
    public void A_wrong_answer_ends_the_timing()
    {
        var clock = new FakeClock();
        var rounds = 0;
        var calls = Alternating(() => 1, clock) with
        {
            Check = (_, _, _) => throw new InvalidOperationException($"round {++rounds}"),
        };

        Assert.That(() => Timer(clock).Measure(calls), Throws.InvalidOperationException.With.Message.EqualTo("round 1"));
    }

    [Test]
    public void The_order_of_the_two_sides_is_drawn()
    {
        var clock = new FakeClock();
        var order = new List<bool>();
        var calls = new TimedCalls<int, int>
        {
            Batch = size => size,
            Subject = batch => { order.Add(true); clock.Pass(20); return batch; },
            Reference = batch => { order.Add(false); clock.Pass(40); return batch; },
            Check = (_, _, _) => { },
        };

        Timer(clock).Measure(calls);

        var mineFirst = order.Chunk(2).Count(pair => pair[0]);
        Assert.That(mineFirst, Is.GreaterThan(2).And.LessThan(order.Count / 2 - 2));
        Assert.That(order.Chunk(2), Has.All.Matches<bool[]>(pair => pair!.Distinct().Count() == 2));
    }

    [TestCase(11)]
    [TestCase(1001)]
    public void Rounds_outside_their_range_are_refused(int rounds)
    {
        Assert.That(() => new FairTimingOptions { FirstRounds = rounds },
            Throws.TypeOf<FrugalException>().With.Message.EqualTo($"FirstRounds is {rounds}. Allowed: 12 to 1000."));
    }

    private static FairTimer Timer(FakeClock clock) => new(Gate, new FairTimingOptions(), clock);

    /// <summary>Calls of 20 ms for the reference, divided by what <paramref name="subject"/> says for the subject.</summary>
    private static TimedCalls<int, int> Alternating(Func<double> subject, FakeClock clock) => new()
    {
        Batch = size => size,
        Subject = batch => { clock.Pass(20 / subject()); return batch; },
        Reference = batch => { clock.Pass(20); return batch; },
        Check = (_, _, _) => { },
    };
}
