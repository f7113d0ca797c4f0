using ChatbotMemory.Files;
using ChatbotMemory.Pool;
using Frugal;
using Frugal.Serving.Problems;

namespace ChatbotMemory.Keeping;

/// <summary>Several models within a memory budget, on task 5.</summary>
/// <param name="forms">The models; the last of the first model's forms, the smallest, answers unless a client asks for another.</param>
/// <param name="create">Creates the pool.</param>
public sealed class PoolKeeper(IReadOnlyList<ModelForm> forms, Func<ChatPool<ServedModel>> create) : IModelKeeper
{
    private readonly Lazy<ChatPool<ServedModel>> pool = new(create, LazyThreadSafetyMode.PublicationOnly);   // an unfinished pool is asked for again, and says so again

    /// <inheritdoc/>
    public IReadOnlyList<ModelForm> Forms => forms;

    /// <inheritdoc/>
    public IReadOnlyList<string> Loaded => pool.IsValueCreated ? Unfinished.Else(() => pool.Value.Loaded, () => []) : [];

    /// <inheritdoc/>
    public void Warm()
    {
    }

    /// <inheritdoc/>
    public async Task<T> UseAsync<T>(ModelForm form, Func<ServedModel, Task<T>> use, CancellationToken cancellation)
    {
        using var lease = await RentAsync(form, cancellation);
        return await use(lease.Model);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!pool.IsValueCreated)
        {
            return;
        }

        Unfinished.Else(() => { pool.Value.Dispose(); return true; }, () => false);
        while (Loaded.Count > 0)   // the pool disposes in other threads, and does not wait
        {
            await Task.Delay(20);
        }
    }

    private async Task<PoolLease<ServedModel>> RentAsync(ModelForm form, CancellationToken cancellation)
    {
        try
        {
            return await pool.Value.RentAsync(form.Name, cancellation);
        }
        catch (FrugalException tooLarge)
        {
            throw new ProblemException(Problem.ModelTooLarge(tooLarge.Message), tooLarge);
        }
    }
}
