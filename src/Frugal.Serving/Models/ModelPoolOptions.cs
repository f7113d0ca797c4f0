namespace Frugal.Serving.Models;

/// <summary>What a pool's models may take, and when they are checked, unloaded and retried.</summary>
public sealed record ModelPoolOptions
{
    /// <summary>The memory that the models may take together; no limit by default.</summary>
    public MemoryBudget Memory { get; init; }

    /// <summary>Maximum number of models in memory, 1 or more; null, the default, for no limit.</summary>
    public int? MaxModels { get; init => field = value is null or > 0 ? value : throw new FrugalException($"{nameof(MaxModels)} is {value}. Allowed: 1 and more, or null for no limit."); }

    /// <summary>How long a model stays in memory after the end of its last request; 5 minutes by default. <see cref="Timeout.InfiniteTimeSpan"/>: for ever.</summary>
    public TimeSpan IdleAfter { get; init => field = value > TimeSpan.Zero || value == Timeout.InfiniteTimeSpan ? value : throw new FrugalException($"{nameof(IdleAfter)} is {value}. Allowed: longer than 0, or Timeout.InfiniteTimeSpan."); } = TimeSpan.FromMinutes(5);

    /// <summary>How long a busy model accepts further requests while a request for another model waits for its memory; 5 s by default, 0 or more.</summary>
    public TimeSpan CollateFor { get; init => field = NotNegative(value, nameof(CollateFor)); } = TimeSpan.FromSeconds(5);

    /// <summary>How long a request may wait for its model, loading included; 1 minute by default, more than 0. It is then refused (503).</summary>
    public TimeSpan LongestWait { get; init => field = value > TimeSpan.Zero ? value : throw new FrugalException($"{nameof(LongestWait)} is {value}. Allowed: longer than 0."); } = TimeSpan.FromMinutes(1);

    /// <summary>Minimum time between two checks of a loaded model's file; 500 ms by default, 0 or more.</summary>
    public TimeSpan CheckEvery { get; init => field = NotNegative(value, nameof(CheckEvery)); } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long to wait before retrying a failed load of an unchanged file; 10 s by default, 0 or more.</summary>
    public TimeSpan RetryAfter { get; init => field = NotNegative(value, nameof(RetryAfter)); } = TimeSpan.FromSeconds(10);

    private static TimeSpan NotNegative(TimeSpan value, string name) =>
        value >= TimeSpan.Zero ? value : throw new FrugalException($"{name} is {value}. Allowed: 0 and longer.");
}
