using Frugal.Llama;

namespace ChatbotMemory.Models;

/// <summary>A model that is in memory only while it is used.</summary>
/// <param name="open">Opens the model; takes a while, and may fail.</param>
/// <param name="released">Called after each time that the model was disposed: it returns the freed memory to the system.</param>
public sealed class LazyModel(Func<ILanguageModel> open, Action released)
{
    /// <summary>Whether the model is in memory now. Never waits.</summary>
    public bool Loaded
    {
        get => throw new NotImplementedException("Task 1 - say whether the model is in memory. Hint: keep a Task<ILanguageModel>, and look at IsCompletedSuccessfully.");
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
        await Task.CompletedTask;
        throw new NotImplementedException("Task 1 - load the model for the first user and dispose it after the last. Hint: count the users behind a lock, and leave in a finally.");
    }
}
