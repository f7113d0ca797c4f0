using Frugal.Measuring;

namespace Frugal.Search;

/// <summary>The limits on a candidate's cost; null means no limit.</summary>
public sealed record SearchBudget
{
    /// <summary>Maximum size of its file.</summary>
    public ByteSize? Bytes { get; init; }

    /// <summary>Maximum multiply-accumulates for one picture.</summary>
    public long? Macs { get; init; }

    /// <summary>Maximum time for one picture, on the machine that measures.</summary>
    public Milliseconds? Latency { get; init; }

    /// <summary>Whether <paramref name="cost"/> meets every limit.</summary>
    /// <exception cref="FrugalException">Latency is limited, but the cost has no latency.</exception>
    public bool Admits(CandidateCost cost) => !Broken(cost).Any();

    /// <summary>
    /// Throws a <see cref="FrugalException"/> with the budget, the cost and the exceeded limits if even the cheapest candidate exceeds the budget.
    /// </summary>
    public void RequireReached(CandidateCost cheapest)
    {
        if (!Admits(cheapest))
        {
            throw SearchErrors.OutOfReach(this, cheapest, Broken(cheapest));
        }
    }

    private IEnumerable<string> Broken(CandidateCost cost)
    {
        if (cost.Bytes > Bytes)
        {
            yield return $"{Bytes}";
        }

        if (cost.Macs > Macs)
        {
            yield return $"{Significant.Count(Macs.Value)} MACs";
        }

        if (Latency is { } latency && (cost.Latency ?? throw SearchErrors.LatencyUnknown(latency)).Value > latency.Value)
        {
            yield return $"{latency}";
        }
    }

    /// <summary>Returns this budget, or throws a <see cref="FrugalException"/> that names the first limit that is not above 0.</summary>
    public SearchBudget Validated()
    {
        Guard.Range("Search", nameof(Bytes), Bytes?.Bytes ?? 1, Bytes is null or { Bytes: > 0 }, "above 0");
        Guard.Range("Search", nameof(Macs), Macs ?? 1, Macs is null or > 0, "above 0");
        Guard.Range("Search", nameof(Latency), Latency?.Value ?? 1, Latency is null or { Value: > 0 and < double.PositiveInfinity }, "above 0 ms");
        return this;
    }

    /// <summary>The limits as "200 KB, 3.00 M MACs, 1 ms"; "no limit" if there are none.</summary>
    public override string ToString()
    {
        string?[] limits = [Bytes?.ToString(), Macs is { } macs ? $"{Significant.Count(macs)} MACs" : null, Latency?.ToString()];
        var given = limits.OfType<string>().ToArray();
        return given.Length == 0 ? "no limit" : string.Join(", ", given);
    }
}
