namespace Frugal.Serving.Models;

/// <summary>The use of a model for one call. Dispose it when the call is done: only then can a replaced model be freed.</summary>
public sealed class ModelLease<TModel> : IDisposable where TModel : class, IDisposable
{
    private SharedModel<TModel>? shared;

    internal ModelLease(SharedModel<TModel> shared, string name) => (this.shared, Name) = (shared, name);

    /// <summary>The model.</summary>
    /// <exception cref="ObjectDisposedException">The lease has been given back.</exception>
    public TModel Model => shared?.Model ?? throw new ObjectDisposedException(nameof(ModelLease<TModel>));

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Whether it answers in the place of the main model.</summary>
    public bool Fallback { get; internal init; }

    /// <summary>Why the main model does not answer itself; null where it does.</summary>
    public string? Reason { get; internal init; }

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref shared, null)?.Return();
}
