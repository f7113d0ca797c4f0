namespace ChatbotMemory.Pool;

/// <summary>The right to use a model of the pool. Dispose it after use; disposing it twice counts once.</summary>
/// <param name="model">The model.</param>
/// <param name="returned">Called once, by the first <see cref="Dispose"/>.</param>
public sealed class PoolLease<T>(T model, Action returned) : IDisposable where T : class, IDisposable
{
    private Action? returned = returned;

    /// <summary>The model.</summary>
    public T Model { get; } = model;

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref returned, null)?.Invoke();
}
