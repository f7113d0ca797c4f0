namespace TweetPipeline.Models;

/// <summary>A model that is opened by its first use: a run that finds all its answers in the cache never opens it. Safe for concurrent use.</summary>
/// <param name="open">Opens the model; takes long, and can fail.</param>
public sealed class LazyModel<T>(Func<T> open) : IDisposable where T : class, IDisposable
{
    private readonly Func<T> open = open;

#if SOLUTION
    private readonly Lock gate = new();
    private T? model;
    private bool disposed;

#endif
    /// <summary>Whether the model is open. Never waits.</summary>
    public bool IsOpen
    {
        get
        {
#if SOLUTION
            return Volatile.Read(ref model) is not null;
#else
            throw new NotImplementedException("Task 6 - say whether the model is open. Hint: Volatile.Read.");
#endif
        }
    }

    /// <summary>
    /// The model. The first call opens it; calls that come meanwhile wait for it and get the same one. If the opening fails, the call that did it throws, and the next call, a waiting one too, tries again.
    /// </summary>
    /// <exception cref="ObjectDisposedException">This is disposed; the model is then not opened any more.</exception>
    public T Get()
    {
#if SOLUTION
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (model is null)
            {
                Volatile.Write(ref model, open());
            }

            return model!;
        }
#else
        throw new NotImplementedException("Task 6 - open the model on its first use. Hint: a lock; Lazy<T> would keep an exception for ever, or open several at once. The function is named open.");
#endif
    }

    /// <summary>Disposes the model once if it is open, after an opening that is under way; opens nothing.</summary>
    public void Dispose()
    {
#if SOLUTION
        lock (gate)
        {
            disposed = true;
            model?.Dispose();
            Volatile.Write(ref model, null);
        }
#else
        throw new NotImplementedException("Task 6 - dispose the model if it is open. Hint: under the same lock.");
#endif
    }
}
