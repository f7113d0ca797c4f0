namespace Frugal.Serving.Limits;

/// <summary>How often one client may ask.</summary>
/// <param name="PerSecond">Requests a second in the long run, 1 to 1,000,000.</param>
/// <param name="Burst">Requests at once after a pause, 1 to 1,000,000.</param>
public sealed record ClientRate(int PerSecond, int Burst)
{
    /// <summary>Requests a second in the long run.</summary>
    public int PerSecond { get; init; } = InRange(PerSecond, nameof(PerSecond));

    /// <summary>Requests at once after a pause.</summary>
    public int Burst { get; init; } = InRange(Burst, nameof(Burst));

    private static int InRange(int value, string name) =>
        value is >= 1 and <= 1_000_000 ? value : throw new FrugalException($"{name} is {value}. Allowed: 1 to 1,000,000.");
}
