using Frugal;

namespace ChatbotMemory.Pool;

/// <summary>Models that share a memory budget. Safe for concurrent callers.</summary>
/// <remarks>
/// The rules:
/// <list type="number">
/// <item>A model is loaded by the first request for it, in another thread, once even if many ask at the same time.</item>
/// <item>The bytes of all models that are loading, loaded or being disposed never exceed the budget together.</item>
/// <item>If room is needed, models that nobody uses are disposed, the least recently used first (a model's last use is the moment when it was last lent or returned), and no more of them than needed:
/// none if all of them together would not give enough room. A model in use is never disposed.</item>
/// <item>If there is not enough room, the request waits. Requests that come after it are not served before it if they need room, or ask for a model that is loaded already: or the
/// waiting request could wait for ever. But with a request, all waiting requests for the same model are served.</item>
/// <item>A model that nobody uses is disposed <c>idleAfter</c> after its last request ended.</item>
/// <item>After a failed loading, all who wait for it get its exception; the next request tries again.</item>
/// </list>
/// </remarks>
public sealed class ChatPool<T> : IDisposable where T : class, IDisposable
{
    /// <summary>Creates a pool; nothing is loaded.</summary>
    /// <param name="models">The models, each with a name of its own.</param>
    /// <param name="budget">Bytes for all models together.</param>
    /// <param name="idleAfter">How long an unused model stays.</param>
    /// <param name="clock">The clock; its timers too.</param>
    public ChatPool(IReadOnlyList<PoolModel<T>> models, long budget, TimeSpan idleAfter, TimeProvider clock)
    {
        throw new NotImplementedException("Task 5 - create the pool. Hint: keep for each model its state, its users and its last use.");
    }

    /// <summary>The names of the models that are loaded, the least recently used first. Never waits for a loading.</summary>
    public IReadOnlyList<string> Loaded
    {
        get => throw new NotImplementedException("Task 5 - list the models. Hint: order them by their last use.");
    }

    /// <summary>Lends a model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellation">Ends the wait: the request counts no longer, and does not hold up the others.</param>
    /// <exception cref="ArgumentException">The pool has no such model.</exception>
    /// <exception cref="FrugalException">The model alone exceeds the budget; thrown at once, with both numbers of bytes.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed, or was while the request waited.</exception>
    public async Task<PoolLease<T>> RentAsync(string name, CancellationToken cancellation = default)
    {
        await Task.CompletedTask;
        throw new NotImplementedException("Task 5 - lend a model. Hint: a list of waiting requests, and one method that serves what it can; call it after every change.");
    }

    /// <summary>Closes the pool: waiting requests fail, unused models are disposed, models in use when they are returned. Does not wait.</summary>
    public void Dispose()
    {
        throw new NotImplementedException("Task 5 - close the pool. Hint: fail those who wait; what is in use is disposed when it is returned.");
    }
}
