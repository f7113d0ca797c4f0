using System.Collections.Concurrent;
using System.Text;

namespace Frugal.Serving.Metrics;

/// <summary>A value that only grows, one series per combination of label values.</summary>
public sealed class Counter : Metric
{
    private readonly ConcurrentDictionary<string, StrongBox> values = new();

    internal Counter(string name, string help, IReadOnlyList<string> labels) : base(name, help, "counter", labels)
    {
        if (labels.Count == 0)
        {
            values[""] = new();          // present from the start, at 0
        }
    }

    /// <summary>Adds 1 to the series with these label values.</summary>
    public void Increment(params string[] labels) => Add(1, labels);

    /// <summary>Adds <paramref name="amount"/>, 0 or more, to the series with these label values.</summary>
    public void Add(long amount, params string[] labels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        Interlocked.Add(ref values.GetOrAdd(Format(labels), _ => new()).Value, amount);
    }

    /// <summary>The current value for these label values.</summary>
    public long Value(params string[] labels) => values.TryGetValue(Format(labels), out var value) ? Interlocked.Read(ref value.Value) : 0;

    private protected override void WriteSamples(StringBuilder text)
    {
        foreach (var (labels, value) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Sample(text, Name, labels, Interlocked.Read(ref value.Value));
        }
    }

    private sealed class StrongBox
    {
        public long Value;
    }
}
