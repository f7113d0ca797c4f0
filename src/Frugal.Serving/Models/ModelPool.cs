using Frugal.Serving.Problems;

namespace Frugal.Serving.Models;

/// <summary>
/// Models that share a limited memory. A model is loaded on its first request, once even under concurrent requests, and reloaded when its file changes.
/// When room is needed, the models used least recently are unloaded, never while a request uses them; the others' requests wait, and are refused after
/// <see cref="ModelPoolOptions.LongestWait"/>. A model that nobody has used for <see cref="ModelPoolOptions.IdleAfter"/> is unloaded.
/// </summary>
/// <remarks>
/// <para>What the sources declare is counted from before a load until after the unload: the sum never exceeds the limits, loads in flight included.</para>
/// <para>A changed file is loaded beside the old copy where both fit: if it is damaged, the old copy goes on, and <see cref="Status"/> reports the failure.
/// Where both do not fit, the old copy is freed first.</para>
/// <para>A request that holds a lease and rents a second model may wait for itself, until it is refused.</para>
/// <para>Metrics: the meter <c>Frugal.Serving.Models</c>.</para>
/// </remarks>
/// <typeparam name="TModel">The served object: a session, a classifier, a process. It must be thread-safe.</typeparam>
public sealed class ModelPool<TModel> : IDisposable, IAsyncDisposable where TModel : class, IDisposable
{
    private readonly PoolScheduler<TModel> scheduler;
    private readonly ModelPoolOptions options;

    /// <summary>Creates the pool without loading a model.</summary>
    /// <param name="sources">The main model, then its fallbacks in the order in which they are tried; at least one.</param>
    /// <param name="options">The pool's limits and times; null for the defaults.</param>
    /// <param name="clock">The clock; null for the system clock.</param>
    /// <exception cref="FrugalException">There is no source, two sources have the same name, or the pinned models exceed the limits.</exception>
    public ModelPool(IReadOnlyList<ModelSource<TModel>> sources, ModelPoolOptions? options = null, TimeProvider? clock = null)
        : this(sources, options, clock, work => Task.Run(work))
    {
    }

    internal ModelPool(IReadOnlyList<ModelSource<TModel>> sources, ModelPoolOptions? options, TimeProvider? clock, Action<Action> run)
    {
        ArgumentNullException.ThrowIfNull(sources);
        if (sources.Count == 0 || sources.Select(source => source.Name).Distinct().Count() != sources.Count)
        {
            throw new FrugalException($"The pool's models are [{string.Join(", ", sources.Select(source => source.Name))}]. Give at least one, each with a name of its own.");
        }

        this.options = options ?? new();
        scheduler = new(sources, this.options, clock ?? TimeProvider.System, run);
    }

    /// <summary>The current status of each model, the main one first. It never waits for a load.</summary>
    public IReadOnlyList<ModelStatus> Status => scheduler.Status;

    internal PoolScheduler<TModel> Scheduler => scheduler;

    /// <summary>Rents the first available model in the pool's order: one that cannot be loaded, or never fits, is passed over.</summary>
    /// <exception cref="ProblemException">No model is available (503, <c>model_unavailable</c>), or the request has waited too long (503, <c>model_busy</c>).</exception>
    /// <exception cref="ObjectDisposedException">The pool is closed.</exception>
    public async Task<ModelLease<TModel>> RentAsync(CancellationToken cancellation = default)
    {
        string? reason = null;
        foreach (var entry in scheduler.Entries)
        {
            var (granted, refusal) = await scheduler.Request(entry, cancellation).ConfigureAwait(false);
            if (granted is not null)
            {
                return new(scheduler, granted) { Fallback = entry != scheduler.Entries[0], Reason = reason };
            }

            if (refusal!.Code == Problem.ModelBusyCode)
            {
                throw new ProblemException(refusal);
            }

            reason ??= scheduler.FailureOf(entry) ?? refusal.Detail;
        }

        throw new ProblemException(Problem.ModelUnavailable($"None of {string.Join(", ", scheduler.Entries.Select(entry => entry.Name))} can be loaded.", options.RetryAfter));
    }

    /// <summary>Rents the model <paramref name="name"/>, loading it if necessary.</summary>
    /// <exception cref="FrugalException">The pool has no such model.</exception>
    /// <exception cref="ProblemException">The model cannot be loaded (503, <c>model_unavailable</c>), never fits (503, <c>model_too_large</c>),
    /// or the request has waited too long (503, <c>model_busy</c>).</exception>
    /// <exception cref="ObjectDisposedException">The pool is closed.</exception>
    public async Task<ModelLease<TModel>> RentAsync(string name, CancellationToken cancellation = default)
    {
        var (granted, refusal) = await scheduler.Request(Find(name), cancellation).ConfigureAwait(false);
        return granted is not null ? new(scheduler, granted) : throw new ProblemException(refusal!);
    }

    /// <summary>Loads models before their first request, side by side where the limits allow it.</summary>
    /// <exception cref="FrugalException">The pool has no such model.</exception>
    /// <exception cref="ProblemException">A model could not be loaded, as in <see cref="RentAsync(string, CancellationToken)"/>.</exception>
    public Task PreloadAsync(IEnumerable<string> names, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        return Task.WhenAll(names.Select(async name => (await RentAsync(name, cancellation).ConfigureAwait(false)).Dispose()));
    }

    /// <summary>Frees the model <paramref name="name"/>, pinned or not, once its leases are returned. The next request loads it again.</summary>
    /// <exception cref="FrugalException">The pool has no such model.</exception>
    public void Unload(string name) => scheduler.Unload(Find(name));

    /// <summary>Closes the pool: waiting requests are refused (503), models are freed when their last lease is returned.</summary>
    public void Dispose() => scheduler.Close();

    /// <summary>Closes the pool, then waits until the last model is freed.</summary>
    public ValueTask DisposeAsync()
    {
        scheduler.Close();
        return new(scheduler.Empty);
    }

    private PoolEntry<TModel> Find(string name) => scheduler.Entries.FirstOrDefault(entry => entry.Name == name)
        ?? throw new FrugalException($"'{name}' is not a model of this pool. Its models: {string.Join(", ", scheduler.Entries.Select(entry => entry.Name))}.");
}
