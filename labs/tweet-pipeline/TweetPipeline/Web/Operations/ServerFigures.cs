using Prometheus;
using TweetPipeline.Operations;
using TweetPipeline.Reporting;
using TweetPipeline.Web.Runs;

namespace TweetPipeline.Web.Operations;

/// <summary>The figures of all runs since the server's start, and of the server itself, for Prometheus.</summary>
public sealed class ServerFigures
{
    private readonly Lock gate = new();
    private readonly CollectorRegistry registry = Prometheus.Metrics.NewCustomRegistry();
    private readonly Counter ended;
    private RunSummary total = new(0, 0, 0, 0, 0, 0, 0, 0) { Counters = new Dictionary<string, long> { ["tweets"] = 0 } };

    public ServerFigures(RunBook runs)
    {
        var metrics = Prometheus.Metrics.WithCustomRegistry(registry);
        ended = metrics.CreateCounter("dashboard_runs_total", "Runs that have ended, by how.", ["state"]);
        var waiting = metrics.CreateGauge("dashboard_queue_length", "Runs that wait.");
        registry.AddBeforeCollectCallback(() => waiting.Set(runs.Waiting));
    }

    /// <summary>Counts how a run ended.</summary>
    public void Ended(RunState state) => ended.WithLabels(state.ToString().ToLowerInvariant()).Inc();

    /// <summary>Adds a finished run: what is counted adds up, what is measured is the last run's.</summary>
    public void Add(RunSummary run)
    {
        lock (gate)
        {
            total = run with
            {
                Rejects = total.Rejects + run.Rejects,
                Seconds = total.Seconds + run.Seconds,
                Counters = Sum(total.Counters, run.Counters),
                Phases = run.Phases.ToDictionary(phase => phase.Key, phase => total.Phases.GetValueOrDefault(phase.Key) + phase.Value),
                Values = Sum(total.Values, run.Values),
                Errors = [.. total.Errors.Concat(run.Errors).GroupBy(error => error.Stage).Select(stage => stage.First() with { Count = stage.Sum(error => error.Count) })],
            };
        }
    }

    /// <summary>Writes all figures in the text format of Prometheus.</summary>
    public async Task WriteAsync(Stream stream, CancellationToken cancellation)
    {
        RunSummary now;
        lock (gate)
        {
            now = total with { PeakMegabytes = OwnProcess.PeakBytes / 1e6 };
        }

        await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Reporting.Metrics.Of(now)), cancellation);
        await registry.CollectAndExportAsTextAsync(stream, cancellation);
    }

    private static Dictionary<string, long> Sum(IReadOnlyDictionary<string, long> one, IReadOnlyDictionary<string, long> other) =>
        one.Concat(other).GroupBy(entry => entry.Key).ToDictionary(entry => entry.Key, entry => entry.Sum(value => value.Value));
}
