using Frugal.Grading.Grades;
using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>
/// Times a subject against a reference in interleaved rounds, and again with twice the rounds as long as the machine's noise does not
/// let it decide, up to a bound.
/// </summary>
/// <param name="gate">What is fast enough.</param>
/// <param name="options">How to measure.</param>
/// <param name="clock">
/// What is gated. For work of one thread: <see cref="ThreadCpuClock"/>, because a program that takes the processor away does not make it move,
/// and one thread has nowhere to hide work from it. For calls into other processes: the wall clock, which they cannot forge.
/// </param>
public sealed class FairTimer(SpeedGate gate, FairTimingOptions options, TimeProvider clock)
{
    /// <summary>Times calls in this process, on this thread. Both sides are warmed up until two windows agree.</summary>
    public SpeedUp Measure(Action subject, Action reference, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(reference);
        return UntilDecided((rounds, measurement) =>
        {
            var timings = new InterleavedTimer(options.For(rounds, measurement), clock).Measure([subject, reference], cancellation: cancellation);
            return timings[0].RoundMeans.Zip(timings[1].RoundMeans, (mine, theirs) => new Round(mine, theirs));
        });
    }

    /// <summary>Times calls into processes. The size of a batch grows until both sides take <see cref="FairTimingOptions.RoundTime"/> for it;
    /// every call gets a batch that was never seen before, both sides of a round the same, so that remembered answers are of no use.</summary>
    /// <remarks>Where the processor time of both processes is known, it is gated, for it stands still while others have the processor. Work that was
    /// handed to a process elsewhere takes no time of the own one and has to be waited for: what a side waits beyond the other side's waiting in the
    /// same round is held against it in a second look, which has a veto. Where it is not known, the wall clock is gated, and batches are made so large
    /// that the way there and back is a small part of them.</remarks>
    /// <param name="calls">The two sides, the batches and the check.</param>
    /// <param name="cancellation">Ends the measurement between two calls.</param>
    public SpeedUp Measure<TIn, TOut>(TimedCalls<TIn, TOut> calls, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        var random = new Random(options.Seed);
        var known = calls is { SubjectTime: not null, ReferenceTime: not null };
        var size = WarmUp();
        return UntilDecided((rounds, _) => Enumerable.Range(0, rounds).Select(_ => One(size)).ToArray());

        Round One(int items)
        {
            cancellation.ThrowIfCancellationRequested();
            var batch = calls.Batch(items);
            var mineFirst = random.Next(2) == 0;
            var first = Timed(mineFirst ? calls.Subject : calls.Reference);
            var second = Timed(mineFirst ? calls.Reference : calls.Subject);
            var (mine, theirs) = mineFirst ? (first, second) : (second, first);
            calls.Check(batch, mine.Answer, theirs.Answer);
            return known
                ? new Round(mine.Processor, theirs.Processor) { Waited = theirs.Processor / (mine.Processor + Math.Max(0, mine.Idle - theirs.Idle)) }
                : new Round(mine.Wall, theirs.Wall);

            (double Wall, double Processor, double Idle, TOut Answer) Timed(Func<TIn, TOut> call)
            {
                var processor = call == calls.Subject ? calls.SubjectTime : calls.ReferenceTime;
                var before = processor?.Invoke() ?? default;
                var start = clock.GetTimestamp();
                var answer = call(batch);
                var wall = Milliseconds.Between(clock, start, clock.GetTimestamp()).Value;
                var busy = ((processor?.Invoke() ?? default) - before).TotalMilliseconds;
                return (Math.Max(wall, Shortest), Math.Max(busy, Shortest), Math.Max(wall - busy, 0), answer);
            }
        }

        int WarmUp()
        {
            _ = One(1);                                      // the processes start, and compile
            var (items, before) = (1, One(1));
            var enough = options.RoundTime.TotalMilliseconds;
            enough = known ? enough : Math.Clamp(WayThereAndBack * before.Shorter, enough, MostRoundTimes * enough);
            for (var tries = 0; tries < 40; tries++)
            {
                var now = One(items);
                if (now.Shorter < enough && items < 1 << 24)
                {
                    items = (int)Math.Clamp(items * enough / now.Shorter, items + 1, items * 4.0);
                }
                else if (Math.Abs(now.Ratio - before.Ratio) <= 0.05 * before.Ratio)
                {
                    break;
                }

                before = now;
            }

            return items;
        }
    }

    /// <summary>By the wall clock a batch lasts so many times as long as a batch of one, and at most so many round times.</summary>
    private const double WayThereAndBack = 10, MostRoundTimes = 5;

    /// <summary>Milliseconds; nothing takes no time at all.</summary>
    private const double Shortest = 1e-6;

    /// <summary>What both sides of a round took.</summary>
    private readonly record struct Round(double Subject, double Reference)
    {
        public double Ratio => Reference / Subject;

        public double Shorter => Math.Min(Subject, Reference);

        /// <summary>The ratio with what the subject waited longer than the reference, where processor time is gated.</summary>
        public double? Waited { get; init; }
    }

    private SpeedUp UntilDecided(Func<int, int, IEnumerable<Round>> measure)
    {
        var rounds = new List<Round>();
        var verdict = Verdict.Inconclusive;
        var measurements = 0;
        for (var more = options.FirstRounds; more > 0 && verdict == Verdict.Inconclusive; more = Math.Min(rounds.Count, options.MostRounds - rounds.Count))
        {
            rounds.AddRange(measure(more, measurements++));
            verdict = gate.Decide([.. rounds.Select(round => round.Waited).OfType<double>()]) == Verdict.Failed
                ? Verdict.Failed
                : gate.Decide([.. rounds.Select(round => round.Ratio)]);
        }

        return new SpeedUp(verdict, [.. rounds.Select(round => round.Ratio)],
            Quantile.Median(rounds.Select(round => round.Subject)), Quantile.Median(rounds.Select(round => round.Reference)), measurements);
    }
}
