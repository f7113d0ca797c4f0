namespace ClothingApi.Models;

/// <summary>Something costly that is made when it is first asked for: once, however many ask at the same time.</summary>
/// <param name="make">Makes it; takes a while, and may fail.</param>
public sealed class OnFirstUse<T>(Func<T> make) where T : class
{
#if SOLUTION
    private readonly Lock gate = new();
    private Task<T>? making;
#endif

    /// <summary>It, if it has been made; else null, also while it is being made and after a failure. Never waits, and makes nothing.</summary>
    public T? Made
    {
#if SOLUTION
        get => making is { IsCompletedSuccessfully: true } made ? made.Result : null;
#else
        get => throw new NotImplementedException("Task 2 - say what has been made so far. Hint: Task.IsCompletedSuccessfully.");
#endif
    }

    /// <summary>
    /// It. The first caller sets off the making, in another thread: every caller, the first too, gets its <see cref="Task{T}"/> at once and awaits the same making. A failure goes to all
    /// who wait for it; the next caller after that tries again.
    /// </summary>
    public Task<T> GetAsync()
    {
#if SOLUTION
        lock (gate)
        {
            return making is null or { IsFaulted: true } ? making = Task.Run(make) : making;
        }
#else
        throw new NotImplementedException("Task 2 - make it once, on first use. Hint: keep the Task<T>, not the T; Lazy<T> alone keeps failures too.");
#endif
    }
}
