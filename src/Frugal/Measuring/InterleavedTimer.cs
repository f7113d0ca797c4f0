namespace Frugal.Measuring;

/// <summary>
/// Times several subjects in interleaved rounds: A B C, B C A, ... Each round uses a new random order, so that neither drift of the
/// machine (clock speed, temperature, neighbours) nor the position in the order favours one of them.
/// </summary>
/// <param name="options">Rounds, warm-up and seed.</param>
/// <param name="clock">The clock that times the calls.</param>
public sealed class InterleavedTimer(TimingOptions options, TimeProvider clock)
{
    /// <summary>Creates a timer that uses the system's high-resolution clock.</summary>
    /// <param name="options">Rounds, warm-up and seed.</param>
    public InterleavedTimer(TimingOptions options) : this(options, TimeProvider.System) { }

    /// <summary>Warms every subject up, then measures them in rounds.</summary>
    /// <param name="subjects">The call to time for each subject; calls run on this thread.</param>
    /// <param name="roundDone">Receives the number of completed rounds, after each round.</param>
    /// <param name="cancellation">Ends the measurement between two rounds.</param>
    /// <returns>The timings, in the order of <paramref name="subjects"/>.</returns>
    public IReadOnlyList<Timing> Measure(IReadOnlyList<Action> subjects, Action<int>? roundDone = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        var plans = subjects.Select(WarmUp).ToArray();
        var rounds = subjects.Select(_ => new List<double[]>(options.Rounds)).ToArray();
        var order = Enumerable.Range(0, subjects.Count).ToArray();
        var random = new Random(options.Seed);
        for (var round = 0; round < options.Rounds; round++)
        {
            Interruption.ThrowIfRequested(cancellation);
            random.Shuffle(order);
            foreach (var i in order)
            {
                var samples = new double[plans[i].Samples];
                subjects[i]();                           // not timed: the other subjects have evicted the caches
                for (var s = 0; s < samples.Length; s++)
                {
                    samples[s] = Sample(subjects[i], plans[i].CallsPerSample);
                }

                rounds[i].Add(samples);
            }

            roundDone?.Invoke(round + 1);
        }

        return [.. plans.Select((plan, i) => new Timing(rounds[i], plan.CallsPerSample, plan.Stable))];
    }

    private readonly record struct Plan(int Samples, int CallsPerSample, bool Stable);

    /// <summary>Runs <paramref name="subject"/> until two windows agree, and plans its rounds from the time per call.</summary>
    private Plan WarmUp(Action subject)
    {
        subject();                                       // first call: allocation, lazy initialisation
        var call = Math.Max(Sample(subject, 1), 1e-6);
        var stable = false;
        for (var window = 0; window < options.WarmUpWindows && !stable; window++)
        {
            var calls = Math.Clamp((int)(options.WarmUpWindow.TotalMilliseconds / call), 3, 100_000);
            var samples = new double[calls];
            for (var s = 0; s < calls; s++)
            {
                samples[s] = Sample(subject, 1);
            }

            var median = Math.Max(Quantile.Median(samples), 1e-6);
            stable = window > 0 && Math.Abs(median - call) <= options.Stable * call;
            call = median;
        }

        var shortest = Math.Max(options.ShortestSample.TotalMilliseconds, 1e6 / clock.TimestampFrequency);
        var callsPerSample = (int)Math.Clamp(Math.Ceiling(shortest / call), 1, 1_000_000);
        var perRound = options.RoundTime.TotalMilliseconds / (call * callsPerSample);
        return new Plan((int)Math.Clamp(perRound, options.CallsPerRound, 10_000), callsPerSample, stable);
    }

    private double Sample(Action subject, int calls)
    {
        var start = clock.GetTimestamp();
        for (var i = 0; i < calls; i++)
        {
            subject();
        }

        return Milliseconds.Between(clock, start, clock.GetTimestamp()).Value / calls;
    }
}
