namespace Frugal.Measuring;

/// <summary>A duration in milliseconds, the unit in which a model's latency is told.</summary>
/// <param name="Value">Milliseconds; a fraction is normal.</param>
public readonly record struct Milliseconds(double Value)
{
    /// <summary>The duration between two time stamps of <paramref name="clock"/>.</summary>
    public static Milliseconds Between(TimeProvider clock, long start, long end) =>
        new((end - start) * 1e3 / clock.TimestampFrequency);

    /// <summary>How many fit into a second; infinite for a duration of zero.</summary>
    public double PerSecond => 1e3 / Value;

    /// <summary>Three significant digits: "0.191 ms", "12.3 ms".</summary>
    public override string ToString() => $"{Significant.Three(Value)} ms";
}
