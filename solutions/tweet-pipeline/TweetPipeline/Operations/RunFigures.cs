using System.Diagnostics;
using TweetPipeline.Tweets;

namespace TweetPipeline.Operations;

/// <summary>What a run counts.</summary>
public enum Counted
{
    Tweets, Rejects, Duplicates, Repaired, Classified, MemoryHits, DiskHits, CacheMisses, Asked, AskedUsable, Fallbacks,
}

/// <summary>The phases whose time is measured. Several threads are in some of them at once, so that their times can add up to more than the run's.</summary>
public enum Phase
{
    Reading, Cleaning, Cache, Sentiment, Rules, Sampling, LanguageModel, Finalising, Writing,
}

/// <summary>The figures of a run: counters, time per phase, errors. Safe for concurrent use.</summary>
public sealed class RunFigures
{
    private readonly long[] counts = new long[Enum.GetValues<Counted>().Length];
    private readonly long[] ticks = new long[Enum.GetValues<Phase>().Length];
    private readonly KpiTally tally = new();
    private readonly Dictionary<string, FiguresPart.StageErrors> errors = [];
    private readonly long start = Stopwatch.GetTimestamp();

    /// <summary>Time since the run began.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(start);

    /// <summary>The rows per value of a figure, such as <c>sentiment/negative</c>; only the writer counts here.</summary>
    public Dictionary<string, long> Values => tally.ToDictionary();

    /// <summary>A counter.</summary>
    public long this[Counted what] => Interlocked.Read(ref counts[(int)what]);

    /// <summary>The time of a phase, of all threads together.</summary>
    public TimeSpan this[Phase phase] => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref ticks[(int)phase]));

    /// <summary>Share of the lookups that the cache answered, 0 without lookups.</summary>
    public double HitRate => this[Counted.MemoryHits] + this[Counted.DiskHits] is var hits && hits + this[Counted.CacheMisses] is > 0 and var all ? (double)hits / all : 0;

    /// <summary>Errors per stage, with the first message of each.</summary>
    public IReadOnlyList<(string Stage, long Count, string First)> Errors
    {
        get
        {
            lock (errors)
            {
                return errors.Count == 0 ? [] : [.. errors.OrderBy(error => error.Key, StringComparer.Ordinal).Select(error => (error.Key, error.Value.Count, error.Value.First))];
            }
        }
    }

    /// <summary>Adds to a counter.</summary>
    public void Count(Counted what, long number = 1) => Interlocked.Add(ref counts[(int)what], number);

    /// <summary>Counts an error; the run goes on.</summary>
    public void Error(string stage, string message, long number = 1)
    {
        lock (errors)
        {
            errors[stage] = errors.TryGetValue(stage, out var known) ? known with { Count = known.Count + number } : new(number, message);
        }
    }

    /// <summary>Counts the values of a row.</summary>
    public void Count(in Kpis kpis) => tally.Count(kpis);

    /// <summary>Takes what was counted since the last call out of these figures.</summary>
    public FiguresPart Take()
    {
        lock (errors)
        {
            var taken = new Dictionary<string, FiguresPart.StageErrors>(errors);
            errors.Clear();
            return new(
                [.. Enumerable.Range(0, counts.Length).Select(i => Interlocked.Exchange(ref counts[i], 0))],
                [.. Enumerable.Range(0, ticks.Length).Select(i => Stopwatch.GetElapsedTime(0, Interlocked.Exchange(ref ticks[i], 0)).Ticks)], taken);
        }
    }

    /// <summary>Adds what another program counted.</summary>
    public void Add(FiguresPart part)
    {
        for (var i = 0; i < Math.Min(counts.Length, part.Counts.Count); i++)
        {
            Interlocked.Add(ref counts[i], part.Counts[i]);
        }

        for (var i = 0; i < Math.Min(ticks.Length, part.Ticks.Count); i++)
        {
            Interlocked.Add(ref ticks[i], (long)(part.Ticks[i] * (Stopwatch.Frequency / (double)TimeSpan.TicksPerSecond)));
        }

        foreach (var (stage, error) in part.Errors)
        {
            Error(stage, error.First, error.Count);
        }
    }

    /// <summary>Measures a phase until what this returns is disposed.</summary>
    public Timing Time(Phase phase) => new(this, phase);

    /// <summary>A phase that is being measured.</summary>
    public readonly struct Timing(RunFigures figures, Phase phase) : IDisposable
    {
        private readonly long start = Stopwatch.GetTimestamp();

        /// <summary>Ends it.</summary>
        public void Dispose() => Interlocked.Add(ref figures.ticks[(int)phase], Stopwatch.GetTimestamp() - start);
    }
}
