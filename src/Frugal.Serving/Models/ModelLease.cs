namespace Frugal.Serving.Models;

/// <summary>The right to use a model for one call. Dispose it after the call: a model is freed only when all its leases are returned.</summary>
public sealed class ModelLease<TModel> : IDisposable where TModel : class, IDisposable
{
    private readonly PoolScheduler<TModel> scheduler;
    private Resident<TModel>? resident;

    internal ModelLease(PoolScheduler<TModel> scheduler, Resident<TModel> resident) =>
        (this.scheduler, this.resident, Name) = (scheduler, resident, resident.Entry.Name);

    /// <summary>The model.</summary>
    /// <exception cref="ObjectDisposedException">The lease has been returned.</exception>
    public TModel Model => resident?.Model ?? throw new ObjectDisposedException(nameof(ModelLease<TModel>));

    /// <summary>The model's name.</summary>
    public string Name { get; }

    /// <summary>Whether this is a fallback for the main model.</summary>
    public bool Fallback { get; internal init; }

    /// <summary>Why the main model is not used; null if it is used.</summary>
    public string? Reason { get; internal init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref resident, null) is { } returned)
        {
            scheduler.Return(returned);
        }
    }
}
