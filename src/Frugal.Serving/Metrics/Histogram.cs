using System.Collections.Concurrent;
using System.Text;

namespace Frugal.Serving.Metrics;

/// <summary>Counts of observed values by bucket, one series per combination of label values.</summary>
public sealed class Histogram : Metric
{
    private readonly double[] bounds;
    private readonly ConcurrentDictionary<string, Series> series = new();

    internal Histogram(string name, string help, IReadOnlyList<double> bounds, IReadOnlyList<string> labels) : base(name, help, "histogram", labels)
    {
        this.bounds = [.. bounds];
        for (var i = 1; i < this.bounds.Length; i++)
        {
            if (this.bounds[i] <= this.bounds[i - 1])
            {
                throw new FrugalException($"{name}: the bounds {string.Join(", ", bounds)} do not ascend.");
            }
        }
    }

    /// <summary>Bucket bounds for times in seconds, from 0.5 ms to 10 s.</summary>
    public static IReadOnlyList<double> Seconds { get; } = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>Counts <paramref name="value"/> in its bucket; ignores NaN.</summary>
    public void Observe(double value, params string[] labels)
    {
        if (double.IsNaN(value))
        {
            return;
        }

        var target = series.GetOrAdd(Format(labels), _ => new Series(bounds.Length + 1));
        var at = Array.BinarySearch(bounds, value);
        lock (target)
        {
            target.Counts[at >= 0 ? at : ~at]++;         // a value equal to a bound falls into its bucket ("le")
            target.Sum += value;
        }
    }

    private protected override void WriteSamples(StringBuilder text)
    {
        foreach (var (labels, from) in series.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            long[] counts;
            double sum;
            lock (from)
            {
                (counts, sum) = ([.. from.Counts], from.Sum);
            }

            var before = labels.Length > 0 ? labels + "," : "";
            var total = 0L;
            for (var i = 0; i < counts.Length; i++)
            {
                total += counts[i];
                Sample(text, Name + "_bucket", $"{before}le=\"{Number(i < bounds.Length ? bounds[i] : double.PositiveInfinity)}\"", total);
            }

            Sample(text, Name + "_sum", labels, sum);
            Sample(text, Name + "_count", labels, total);
        }
    }

    private sealed class Series(int buckets)
    {
        public readonly long[] Counts = new long[buckets];
        public double Sum;
    }
}
