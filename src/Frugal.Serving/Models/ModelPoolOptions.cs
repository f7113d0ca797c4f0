namespace Frugal.Serving.Models;

/// <summary>How a pool looks after its models.</summary>
public sealed record ModelPoolOptions
{
    /// <summary>How often at most a loaded model's file is looked at; 500 ms by default, from 0 up.</summary>
    public TimeSpan CheckEvery { get; init => field = NotNegative(value, nameof(CheckEvery)); } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a model that could not be loaded is left alone while its file stays the same; 10 s by default, from 0 up.</summary>
    public TimeSpan RetryAfter { get; init => field = NotNegative(value, nameof(RetryAfter)); } = TimeSpan.FromSeconds(10);

    private static TimeSpan NotNegative(TimeSpan value, string name) =>
        value >= TimeSpan.Zero ? value : throw new FrugalException($"{name} is {value}. Allowed: 0 and longer.");
}
