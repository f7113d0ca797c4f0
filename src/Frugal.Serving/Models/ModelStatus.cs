namespace Frugal.Serving.Models;

/// <summary>The current status of a pooled model.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="State">The model's state.</param>
/// <param name="Failure">Why the last load or unload failed; null if it succeeded. A ready model with a failure is the last good one.</param>
/// <param name="LoadTime">How long the last successful load took; null before the first.</param>
public sealed record ModelStatus(string Name, ModelState State, string? Failure, TimeSpan? LoadTime)
{
    /// <summary>The memory that the pool counts for the model now: in service, being loaded, or being freed.</summary>
    public ModelMemory Memory { get; init; }

    /// <summary>Number of leases that are not yet returned.</summary>
    public int Leases { get; init; }

    /// <summary>Number of requests that wait for the model.</summary>
    public int Waiting { get; init; }
}
