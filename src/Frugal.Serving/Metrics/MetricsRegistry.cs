using System.Collections.Concurrent;
using System.Text;

namespace Frugal.Serving.Metrics;

/// <summary>Counters, gauges and histograms, written in the Prometheus text format 0.0.4.</summary>
public sealed class MetricsRegistry
{
    /// <summary>The content type of <see cref="ToText"/>.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly ConcurrentDictionary<string, Metric> metrics = new();

    /// <summary>Adds a counter, a value that only grows: requests, errors, bytes. Its name ends in <c>_total</c>.</summary>
    /// <exception cref="FrugalException">A name is invalid or already in use.</exception>
    public Counter Counter(string name, string help, params string[] labels) => Add(new Counter(name, help, labels));

    /// <summary>Adds a gauge, a value read whenever the metrics are written: a queue's length, memory.</summary>
    /// <exception cref="FrugalException">The name is invalid or already in use.</exception>
    public Gauge Gauge(string name, string help, Func<double> read) => Add(new Gauge(name, help, read));

    /// <summary>Adds a histogram. Times are in seconds, by Prometheus' convention.</summary>
    /// <param name="name">The name; it ends in its unit: <c>_seconds</c>.</param>
    /// <param name="help">What is measured.</param>
    /// <param name="bounds">The buckets' upper bounds, ascending; null for times from 0.5 ms to 10 s.</param>
    /// <param name="labels">The label names.</param>
    /// <exception cref="FrugalException">A name is invalid or already in use, or the bounds are not ascending.</exception>
    public Histogram Histogram(string name, string help, IReadOnlyList<double>? bounds = null, params string[] labels) =>
        Add(new Histogram(name, help, bounds ?? Metrics.Histogram.Seconds, labels));

    /// <summary>Writes all metrics, sorted by name.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var metric in metrics.Values.OrderBy(metric => metric.Name, StringComparer.Ordinal))
        {
            metric.Write(text);
        }

        return text.ToString();
    }

    private T Add<T>(T metric) where T : Metric =>
        metrics.TryAdd(metric.Name, metric) ? metric : throw new FrugalException($"A metric '{metric.Name}' is there already. Give each a name of its own.");
}
