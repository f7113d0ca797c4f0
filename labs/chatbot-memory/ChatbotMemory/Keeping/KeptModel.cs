using ChatbotMemory.Files;

namespace ChatbotMemory.Keeping;

/// <summary>A model that is loaded once, at the start or at its first use, and stays: resident-f16, mmap-f16, gguf-q4_k_m.</summary>
/// <param name="form">The form.</param>
/// <param name="open">Opens it.</param>
/// <param name="atStart">Whether it is loaded before anybody asks.</param>
public sealed class KeptModel(ModelForm form, Func<ServedModel> open, bool atStart) : IModelKeeper
{
    private readonly Lock gate = new();
    private Task<ServedModel>? loading;

    /// <inheritdoc/>
    public IReadOnlyList<ModelForm> Forms { get; } = [form];

    /// <inheritdoc/>
    public IReadOnlyList<string> Loaded => loading is { IsCompletedSuccessfully: true } ? [form.Name] : [];

    /// <inheritdoc/>
    public void Warm()
    {
        if (atStart)
        {
            _ = Load().ContinueWith(done => _ = done.Exception, TaskScheduler.Default);   // a failure is for the first question, which tries again
        }
    }

    /// <inheritdoc/>
    public async Task<T> UseAsync<T>(ModelForm form, Func<ServedModel, Task<T>> use, CancellationToken cancellation) =>
        await use(await Load().WaitAsync(cancellation));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (loading is not null)
        {
            await Task.WhenAny(loading);
            if (loading.IsCompletedSuccessfully)
            {
                loading.Result.Dispose();
            }
        }
    }

    private Task<ServedModel> Load()
    {
        lock (gate)
        {
            return loading is null or { IsFaulted: true } ? loading = Task.Run(open) : loading;
        }
    }
}
