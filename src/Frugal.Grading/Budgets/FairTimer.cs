using Frugal.Grading.Grades;
using Frugal.Measuring;

namespace Frugal.Grading.Budgets;

/// <summary>
/// Times a subject against a reference in interleaved rounds, and repeats with twice the rounds while noise prevents a decision, up to a
/// maximum.
/// </summary>
/// <remarks>The gate applies to the given clock. For single-threaded work use <see cref="ThreadCpuClock"/>: it does not advance while another program
/// has the processor, and one thread cannot hide work from it. For calls into other processes use the wall clock, which they cannot forge.</remarks>
public sealed class FairTimer
{
    private readonly FairTimingOptions options;
    private readonly TimeProvider clock;
    private readonly Func<IReadOnlyList<TimedRound>, Verdict> decide;

    /// <summary>Creates a timer that compares a subject's speed-up over the reference with a gate.</summary>
    /// <param name="gate">The required speed-up.</param>
    /// <param name="options">The measurement options.</param>
    /// <param name="clock">The clock to which the gate applies.</param>
    public FairTimer(SpeedGate gate, FairTimingOptions options, TimeProvider clock) : this(options, clock, rounds => gate.Decide([.. rounds.Select(round => round.Ratio)])) =>
        ArgumentNullException.ThrowIfNull(gate);

    /// <summary>Creates a timer that compares a subject with the grader's worked answer: both methods then need that third side.</summary>
    internal FairTimer(WorkedGate gate, FairTimingOptions options, TimeProvider clock) : this(options, clock, rounds => gate.Judge(rounds).Verdict) => WorkedGate = gate;

    private FairTimer(FairTimingOptions options, TimeProvider clock, Func<IReadOnlyList<TimedRound>, Verdict> decide) =>
        (this.options, this.clock, this.decide) = (options, clock, decide);

    private WorkedGate? WorkedGate { get; }

    /// <summary>Times calls in this process, on this thread. Both sides are warmed up until two consecutive windows agree.</summary>
    /// <param name="subject">The call to time.</param>
    /// <param name="reference">The call to compare it with.</param>
    /// <param name="cancellation">Ends the measurement between two rounds.</param>
    public SpeedUp Measure(Action subject, Action reference, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(reference);
        return UntilDecided([subject, reference], cancellation);
    }

    /// <summary>As above, with the grader's worked answer as the third side of each round.</summary>
    internal SpeedUp Measure(Action subject, Action reference, Action worked, CancellationToken cancellation = default) =>
        UntilDecided([subject, reference, worked], cancellation);

    /// <summary>Times calls into other processes. The batch grows until both sides take <see cref="FairTimingOptions.RoundTime"/> for it. Every call gets a
    /// new batch, the same for both sides of a round, so that cached answers are of no use.</summary>
    /// <remarks>If the processor time of both processes is known, the gate applies to it, because it does not advance while other programs run. Work
    /// delegated to another process does not count in it, but has to be waited for. A second check, which can veto the result, therefore counts the time
    /// that a side waits longer than the other side in the same round. If processor time is not known, the gate applies to the wall clock, and
    /// batches are made so large that the round trip is a small part of them.</remarks>
    /// <typeparam name="TIn">A batch.</typeparam>
    /// <typeparam name="TOut">The answer to a batch.</typeparam>
    /// <param name="calls">The two sides, the batches and the check.</param>
    /// <param name="cancellation">Cancels the measurement between two calls.</param>
    public SpeedUp Measure<TIn, TOut>(TimedCalls<TIn, TOut> calls, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        if (WorkedGate is not null && calls.Worked is null)
        {
            throw new FrugalException("A budget that is held against the worked answer needs one: set Worked, and WorkedTime, of the timed calls.");
        }

        var random = new Random(options.Seed);
        (Func<TIn, TOut> Call, Func<TimeSpan>? Time)[] sides = WorkedGate is null
            ? [(calls.Subject, calls.SubjectTime), (calls.Reference, calls.ReferenceTime)]
            : [(calls.Subject, calls.SubjectTime), (calls.Reference, calls.ReferenceTime), (calls.Worked!, calls.WorkedTime)];
        var known = sides.All(side => side.Time is not null);
        var size = WarmUp();
        return UntilDecided((rounds, _) => Enumerable.Range(0, rounds).Select(_ => One(size)).ToArray());

        TimedRound One(int items)
        {
            cancellation.ThrowIfCancellationRequested();
            var batch = calls.Batch(items);
            var order = Enumerable.Range(0, sides.Length).ToArray();
            random.Shuffle(order);
            var taken = new (double Wall, double Processor, double Idle, TOut Answer)[sides.Length];
            var before = Array.ConvertAll(sides, side => side.Time?.Invoke() ?? default);
            foreach (var side in order)
            {
                taken[side] = Timed(sides[side].Call, sides[side].Time);
            }

            // What a side does while the others work counts too, so that a program cannot gain by slowing them down.
            for (var side = 0; known && side < sides.Length; side++)
            {
                taken[side].Processor = Math.Max(taken[side].Processor, (sides[side].Time!() - before[side]).TotalMilliseconds);
            }

            var (mine, rival) = (taken[0], taken[^1]);       // the rival is the worked answer if there is one
            calls.Check(batch, mine.Answer, taken[1].Answer);
            double? worked = WorkedGate is null ? null : known ? rival.Processor : rival.Wall;
            return known
                ? new TimedRound(mine.Processor, taken[1].Processor, worked) { SubjectWaited = mine.Processor + Math.Max(0, mine.Idle - rival.Idle) }
                : new TimedRound(mine.Wall, taken[1].Wall, worked);

            (double Wall, double Processor, double Idle, TOut Answer) Timed(Func<TIn, TOut> call, Func<TimeSpan>? processor)
            {
                var begin = processor?.Invoke() ?? default;
                var start = clock.GetTimestamp();
                var answer = call(batch);
                var wall = Milliseconds.Between(clock, start, clock.GetTimestamp()).Value;
                var busy = ((processor?.Invoke() ?? default) - begin).TotalMilliseconds;
                return (Math.Max(wall, Shortest), Math.Max(busy, Shortest), Math.Max(wall - busy, 0), answer);
            }
        }

        int WarmUp()
        {
            _ = One(1);                                      // starts the processes and compiles the code
            var (items, before) = (1, One(1));
            var enough = options.RoundTime.TotalMilliseconds;
            enough = known ? enough : Math.Clamp(WayThereAndBack * before.Shortest, enough, MostRoundTimes * enough);
            for (var tries = 0; tries < 40; tries++)
            {
                var now = One(items);
                if (now.Shortest < enough && items < 1 << 24)
                {
                    items = (int)Math.Clamp(items * enough / now.Shortest, items + 1, items * 4.0);
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

    /// <summary>With the wall clock, a batch takes this many times as long as a batch of one, but at most this many round times.</summary>
    private const double WayThereAndBack = 10, MostRoundTimes = 5;

    /// <summary>The shortest time in milliseconds, to avoid zero.</summary>
    private const double Shortest = 1e-6;

    private SpeedUp UntilDecided(Action[] sides, CancellationToken cancellation) => UntilDecided((rounds, measurement) =>
    {
        var timings = new InterleavedTimer(options.For(rounds, measurement), clock).Measure(sides, cancellation: cancellation);
        return Enumerable.Range(0, rounds).Select(i => new TimedRound(
            timings[0].RoundMeans[i], timings[1].RoundMeans[i], timings.Count > 2 ? timings[2].RoundMeans[i] : null));
    });

    private SpeedUp UntilDecided(Func<int, int, IEnumerable<TimedRound>> measure)
    {
        var rounds = new List<TimedRound>();
        var verdict = Verdict.Inconclusive;
        var measurements = 0;
        for (var more = options.FirstRounds; more > 0 && verdict == Verdict.Inconclusive; more = Math.Min(rounds.Count, options.MostRounds - rounds.Count))
        {
            rounds.AddRange(measure(more, measurements++));
            TimedRound[] waited = [.. rounds.Select(round => round.Waited).OfType<TimedRound>()];
            verdict = waited.Length > 0 && decide(waited) == Verdict.Failed ? Verdict.Failed : decide(rounds);
        }

        return new SpeedUp(verdict, [.. rounds.Select(round => round.Ratio)],
            Quantile.Median(rounds.Select(round => round.Subject)), Quantile.Median(rounds.Select(round => round.Reference)), measurements)
        {
            Worked = WorkedGate is null ? null : WorkedSpeed.Of(rounds, WorkedGate),
        };
    }
}
