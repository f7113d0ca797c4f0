using Frugal.Measuring;

namespace Frugal.Search;

/// <summary>The cost of a candidate.</summary>
/// <param name="Bytes">The size of its file.</param>
/// <param name="Macs">Multiply-accumulates for one picture.</param>
/// <param name="Latency">The time for one picture; null if it is not measured.</param>
public readonly record struct CandidateCost(ByteSize Bytes, long Macs, Milliseconds? Latency = null)
{
    /// <summary>The cost as "204 KB, 3.10 M MACs, 0.191 ms".</summary>
    public override string ToString() => string.Join(", ", Figures());

    private IEnumerable<string> Figures()
    {
        yield return Bytes.ToString();
        yield return $"{Significant.Count(Macs)} MACs";
        if (Latency is { } latency)
        {
            yield return latency.ToString();
        }
    }
}
