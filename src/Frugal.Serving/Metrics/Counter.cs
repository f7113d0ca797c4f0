using System.Collections.Concurrent;
using System.Text;

namespace Frugal.Serving.Metrics;

/// <summary>A number that only grows, one for each combination of its labels' values.</summary>
public sealed class Counter : Metric
{
    private readonly ConcurrentDictionary<string, StrongBox> values = new();

    internal Counter(string name, string help, IReadOnlyList<string> labels) : base(name, help, "counter", labels)
    {
        if (labels.Count == 0)
        {
            values[""] = new();          // there from the start, at 0
        }
    }

    /// <summary>Adds one for these values of the labels.</summary>
    public void Increment(params string[] labels) => Add(1, labels);

    /// <summary>Adds <paramref name="amount"/>, 0 or more.</summary>
    public void Add(long amount, params string[] labels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        Interlocked.Add(ref values.GetOrAdd(Format(labels), _ => new()).Value, amount);
    }

    /// <summary>What it stands at for these values of the labels.</summary>
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
