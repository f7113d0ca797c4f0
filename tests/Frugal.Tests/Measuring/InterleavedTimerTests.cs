using Frugal.Measuring;

namespace Frugal.Tests.Measuring;

public class InterleavedTimerTests
{
    private static readonly TimingOptions Options = new() { Rounds = 12, RoundTime = TimeSpan.FromMilliseconds(10), CallsPerRound = 5 };

    [Test]
    public void Each_round_holds_every_subject_once_in_an_order_drawn_anew()
    {
        var clock = new FakeClock();
        var calls = new List<int>();
        var runs = new List<List<int>>();

        new InterleavedTimer(Options, clock).Measure(
            [.. Enumerable.Range(0, 3).Select(i => (Action)(() => { clock.Pass(1); calls.Add(i); }))],
            roundDone: _ => { runs.Add([.. calls]); calls.Clear(); });

        // then a round is a block of calls of each subject; the first holds the warm-up too
        var orders = runs.Skip(1).Select(round => round.Where((subject, i) => i == 0 || round[i - 1] != subject).ToArray()).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(runs, Has.Count.EqualTo(12));
            Assert.That(orders, Has.All.EquivalentTo(new[] { 0, 1, 2 }));
            Assert.That(orders.Select(order => string.Join("", order)).Distinct().Count(), Is.GreaterThan(2));
        });
    }

    [Test]
    public void The_same_seed_draws_the_same_order()
    {
        var (first, again, other) = (Order(3), Order(3), Order(4));

        Assert.That(again, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));

        static string Order(int seed)
        {
            var clock = new FakeClock();
            var calls = new List<int>();
            new InterleavedTimer(Options with { Seed = seed }, clock).Measure(
                [.. Enumerable.Range(0, 4).Select(i => (Action)(() => { clock.Pass(2); calls.Add(i); }))]);
            return string.Join("", calls);
        }
    }

    [Test]
    public async Task A_request_of_the_context_ends_the_measurement_between_two_rounds()
    {
        var clock = new FakeClock();
        var rounds = 0;
        using var request = new CancellationTokenSource();

        await Task.Run(() =>
        {
            Interruption.Current = request.Token;
            Assert.That(() => new InterleavedTimer(Options, clock).Measure([() => clock.Pass(1)], roundDone: _ => { rounds++; request.Cancel(); }),
                Throws.InstanceOf<OperationCanceledException>());
        });

        Assert.That((rounds, Interruption.Current.CanBeCanceled), Is.EqualTo((1, false)));
    }

    [Test]
    public void A_machine_that_slows_down_changes_the_times_and_not_the_ratio()
    {
        // given a machine that becomes 0.1% slower with every call, up to many times
        var clock = new FakeClock();
        var pace = 1.0;
        Action Subject(double milliseconds) => () => clock.Pass(milliseconds * (pace *= 1.001));

        var timings = new InterleavedTimer(Options with { Rounds = 25 }, clock).Measure([Subject(2), Subject(1)]);

        var faster = timings[1].SpeedUpOver(timings[0]);
        Assert.Multiple(() =>
        {
            Assert.That(timings[0].Percentile(100).Value / timings[0].Percentile(0).Value, Is.GreaterThan(1.3));
            Assert.That(faster.Median, Is.EqualTo(2).Within(0.05));
            Assert.That(faster.Contains(2));
        });
    }

    [Test]
    public void Calls_that_the_clock_cannot_tell_apart_are_timed_several_at_once()
    {
        var clock = new FakeClock();

        var timing = new InterleavedTimer(Options, clock).Measure([() => clock.Pass(0.003)])[0];

        Assert.Multiple(() =>
        {
            Assert.That(timing.CallsPerSample, Is.EqualTo(7), "20 microseconds of 3 each");
            Assert.That(timing.P50.Value, Is.EqualTo(0.003).Within(1e-9));
            Assert.That(timing.CallsPerSecond, Is.EqualTo(333_333).Within(1));
        });
    }

    [Test]
    public void The_warm_up_lasts_until_the_subject_is_stable()
    {
        // given a subject that gets 5% faster with each call, from 10 ms to 1
        var clock = new FakeClock();
        var pace = 10.0;

        var timing = new InterleavedTimer(Options, clock).Measure([() => clock.Pass(pace = Math.Max(1, pace * 0.95))])[0];

        Assert.Multiple(() =>
        {
            Assert.That(timing.Percentile(100).Value, Is.LessThan(1.05));
            Assert.That(timing.Stable);
        });
    }

    [Test]
    public void A_subject_that_never_becomes_stable_is_measured_and_told()
    {
        var clock = new FakeClock();
        var step = 1.0;

        var timing = new InterleavedTimer(Options, clock).Measure([() => clock.Pass(step *= 1.02)])[0];

        Assert.That(timing.Stable, Is.False);
    }

    [Test]
    public void Percentiles_run_over_the_samples_of_all_rounds()
    {
        // given rounds of 5 samples whose last is slow: 1 1 1 1 11
        var timing = new Timing([[1, 1, 1, 1, 11], [1, 1, 1, 1, 11]], 1, stable: true);

        Assert.Multiple(() =>
        {
            Assert.That(timing.P50.Value, Is.EqualTo(1));
            Assert.That(timing.Percentile(100).Value, Is.EqualTo(11));
            Assert.That(timing.RoundMeans, Is.EqualTo(new[] { 3, 3 }));
            Assert.That(timing.CallsPerSecond, Is.EqualTo(1000 / 3.0).Within(1e-9));
        });
    }

    [Test]
    public void A_cancelled_measurement_ends_between_rounds()
    {
        var clock = new FakeClock();
        using var cancellation = new CancellationTokenSource();
        var done = 0;

        Assert.Throws<OperationCanceledException>(() => new InterleavedTimer(Options, clock).Measure(
            [() => clock.Pass(1)], round => { done = round; if (round == 3) { cancellation.Cancel(); } }, cancellation.Token));
        Assert.That(done, Is.EqualTo(3));
    }

    [TestCase(0)]
    [TestCase(10_001)]
    public void Rounds_outside_their_range_are_refused(int rounds)
    {
        var failure = Assert.Throws<FrugalException>(() => _ = new TimingOptions { Rounds = rounds });

        Assert.That(failure.Message, Is.EqualTo($"Rounds is {rounds}. Allowed: 1 to 10000."));
    }
}
