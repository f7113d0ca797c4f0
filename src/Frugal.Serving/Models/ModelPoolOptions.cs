namespace Frugal.Serving.Models;

/// <summary>When a pool checks and reloads its models.</summary>
public sealed record ModelPoolOptions
{
    /// <summary>Minimum time between two checks of a loaded model's file; 500 ms by default, 0 or more.</summary>
    public TimeSpan CheckEvery { get; init => field = NotNegative(value, nameof(CheckEvery)); } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long to wait before retrying a failed load of an unchanged file; 10 s by default, 0 or more.</summary>
    public TimeSpan RetryAfter { get; init => field = NotNegative(value, nameof(RetryAfter)); } = TimeSpan.FromSeconds(10);

    private static TimeSpan NotNegative(TimeSpan value, string name) =>
        value >= TimeSpan.Zero ? value : throw new FrugalException($"{name} is {value}. Allowed: 0 and longer.");
}
