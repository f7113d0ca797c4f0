namespace Frugal.Serving.Models;

/// <summary>One model of a pool: loaded on the first request, replaced when its file changes, kept when the new file cannot be loaded.</summary>
internal sealed class PooledModel<TModel>(ModelSource<TModel> source, ModelPoolOptions options, TimeProvider clock) : IDisposable
    where TModel : class, IDisposable
{
    private readonly Lock gate = new();
    private SharedModel<TModel>? current;
    private Task? loading;
    private FileStamp tried;
    private long checkedAt;
    private string? failure;
    private TimeSpan? loadTime;
    private bool closed;

    public string Name => source.Name;

    public ModelStatus Status
    {
        get
        {
            lock (gate)
            {
                var state = current is not null ? ModelState.Ready
                    : loading is not null ? ModelState.Loading
                    : failure is not null ? ModelState.Failed
                    : ModelState.NotLoaded;
                return new(Name, state, failure, loadTime);
            }
        }
    }

    /// <summary>Rents the model, loading it if necessary; null if it is unavailable.</summary>
    public async Task<SharedModel<TModel>?> RentAsync(CancellationToken cancellation)
    {
        Task? wait;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            if (loading is null && Due())
            {
                loading = Task.Run(Load, CancellationToken.None);
            }

            if (current is { } ready && ready.TryRent())
            {
                return ready;
            }

            wait = loading;
        }

        if (wait is null)
        {
            return null;                         // the last load failed recently
        }

        await wait.WaitAsync(cancellation).ConfigureAwait(false);
        lock (gate)
        {
            return current is { } loaded && loaded.TryRent() ? loaded : null;
        }
    }

    /// <summary>Frees the model once its leases are returned; the next request loads it again.</summary>
    public void Unload()
    {
        SharedModel<TModel>? old;
        lock (gate)
        {
            (old, current, failure) = (current, null, null);
        }

        old?.Return();
    }

    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
        }

        Unload();
    }

    private bool Due()
    {
        if (current is null && failure is null)
        {
            return true;
        }

        var age = clock.GetElapsedTime(checkedAt);
        if (current is null && age >= options.RetryAfter)
        {
            return true;
        }

        if (age < options.CheckEvery)
        {
            return false;
        }

        if (current is not null)
        {
            checkedAt = clock.GetTimestamp();
        }

        return FileStamp.Of(source.File) != tried;
    }

    private void Load()
    {
        var stamp = FileStamp.Of(source.File);
        var start = clock.GetTimestamp();
        TModel? model = null;
        string? why = null;
        try
        {
            model = source.Load(source.File);
        }
        catch (Exception refusal)
        {
            why = refusal.Message.ReplaceLineEndings(" ");
        }

        SharedModel<TModel>? old = null;
        lock (gate)
        {
            (loading, tried, failure, checkedAt) = (null, stamp, why, clock.GetTimestamp());
            if (model is not null && !closed)
            {
                (old, current, loadTime) = (current, new(model), clock.GetElapsedTime(start));
                model = null;
            }
        }

        model?.Dispose();
        old?.Return();
    }
}
