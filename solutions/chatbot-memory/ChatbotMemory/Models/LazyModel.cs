using Frugal.Llama;

namespace ChatbotMemory.Models;

/// <summary>A model that is in memory only while it is used.</summary>
/// <param name="open">Opens the model; takes a while, and may fail.</param>
/// <param name="released">Called after each time that the model was disposed: it returns the freed memory to the system.</param>
public sealed class LazyModel(Func<ILanguageModel> open, Action released)
{
#if SOLUTION
    private readonly SemaphoreSlim turn = new(1);
    private volatile Stay? current;
#endif

    /// <summary>Whether the model is in memory now. Never waits.</summary>
    public bool Loaded
    {
#if SOLUTION
        get => current is { Loading.IsCompletedSuccessfully: true };
#else
        get => throw new NotImplementedException("Task 1 - say whether the model is in memory. Hint: keep a Task<ILanguageModel>, and look at IsCompletedSuccessfully.");
#endif
    }

    /// <summary>
    /// Lends the model for one use. The first user loads it, in another thread; users who come meanwhile share the same loading and the same model. When the last user is done, also by an exception, the
    /// model is disposed, and <c>released</c> is called once, before the last user's task completes. The next user after that loads it again, and never gets a disposed model: two models are never in memory
    /// at the same time. If loading fails, all who wait for it get the failure; the next user tries again.
    /// </summary>
    /// <param name="use">Uses the model; it must not keep it.</param>
    /// <param name="cancellation">Ends the wait for a loading, not the loading: others may wait for it. If nobody is left when it ends, the model is disposed.</param>
    public async Task<T> UseAsync<T>(Func<ILanguageModel, Task<T>> use, CancellationToken cancellation = default)
    {
#if SOLUTION
        Stay mine;
        await turn.WaitAsync(cancellation);   // held while a model is disposed, so that two never are in memory together
        try
        {
            mine = current is { Loading: not { IsCompleted: true, IsCompletedSuccessfully: false } } stay ? stay : current = new(Task.Run(open, CancellationToken.None));
            mine.Users++;
        }
        finally
        {
            turn.Release();
        }

        try
        {
            return await use(await mine.Loading.WaitAsync(cancellation));
        }
        finally
        {
            var leaving = LeaveAsync(mine);
            if (mine.Loading.IsCompleted)   // else this user was cancelled, and does not wait for the loading
            {
                await leaving;
            }
        }
#else
        await Task.CompletedTask;
        throw new NotImplementedException("Task 1 - load the model for the first user and dispose it after the last. Hint: count the users behind a lock, and leave in a finally.");
#endif
    }
#if SOLUTION

    private async Task LeaveAsync(Stay mine)
    {
        var loaded = await mine.Loading.ContinueWith(done => done.IsCompletedSuccessfully, TaskScheduler.Default);
        await turn.WaitAsync();
        try
        {
            if (--mine.Users > 0 || current != mine)
            {
                return;
            }

            current = null;
            if (loaded)
            {
                mine.Loading.Result.Dispose();
                released();
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>A model from its loading to its disposal. After a failed loading the next user begins another one, while those who got the failure still leave.</summary>
    private sealed class Stay(Task<ILanguageModel> loading)
    {
        public Task<ILanguageModel> Loading { get; } = loading;

        public int Users { get; set; }
    }
#endif
}
