namespace Frugal.Serving.Limits;

/// <summary>The request rate allowed per client.</summary>
/// <param name="PerSecond">Sustained requests per second, 1 to 1,000,000.</param>
/// <param name="Burst">Burst size: requests allowed at once after a pause, 1 to 1,000,000.</param>
public sealed record ClientRate(int PerSecond, int Burst)
{
    /// <summary>Sustained requests per second.</summary>
    public int PerSecond { get; init; } = InRange(PerSecond, nameof(PerSecond));

    /// <summary>Burst size: requests allowed at once after a pause.</summary>
    public int Burst { get; init; } = InRange(Burst, nameof(Burst));

    private static int InRange(int value, string name) =>
        value is >= 1 and <= 1_000_000 ? value : throw new FrugalException($"{name} is {value}. Allowed: 1 to 1,000,000.");
}
