using ChatbotMemory.Files;
using ChatbotMemory.Models;

namespace ChatbotMemory.Keeping;

/// <summary>A model that is in memory only while it answers: lazy, on task 1.</summary>
/// <param name="form">The form.</param>
/// <param name="model">The model.</param>
public sealed class LazyKeeper(ModelForm form, LazyModel model) : IModelKeeper
{
    /// <inheritdoc/>
    public IReadOnlyList<ModelForm> Forms { get; } = [form];

    /// <inheritdoc/>
    public IReadOnlyList<string> Loaded => Unfinished.Else(() => model.Loaded, () => false) ? [form.Name] : [];

    /// <inheritdoc/>
    public void Warm()
    {
    }

    /// <inheritdoc/>
    public Task<T> UseAsync<T>(ModelForm form, Func<ServedModel, Task<T>> use, CancellationToken cancellation) =>
        model.UseAsync(served => use((ServedModel)served), cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;   // nobody uses it any more
}
