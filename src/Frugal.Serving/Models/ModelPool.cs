using Frugal.Serving.Problems;

namespace Frugal.Serving.Models;

/// <summary>
/// Models that are loaded on first use, once even under concurrent requests, and reloaded when their files change; with fallbacks.
/// If a served model's file is damaged, the pool keeps serving the last good model, and <see cref="Status"/> reports the failure.
/// </summary>
/// <typeparam name="TModel">The served object: a session, a classifier. It must be thread-safe.</typeparam>
public sealed class ModelPool<TModel> : IDisposable where TModel : class, IDisposable
{
    private readonly PooledModel<TModel>[] models;
    private readonly ModelPoolOptions options;

    /// <summary>Creates the pool without loading a model.</summary>
    /// <param name="sources">The main model, then its fallbacks in the order in which they are tried; at least one.</param>
    /// <param name="options">When the pool checks and reloads its models; null for the defaults.</param>
    /// <param name="clock">The clock; null for the system clock.</param>
    /// <exception cref="FrugalException">There is no source, or two sources have the same name.</exception>
    public ModelPool(IReadOnlyList<ModelSource<TModel>> sources, ModelPoolOptions? options = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(sources);
        if (sources.Count == 0 || sources.Select(source => source.Name).Distinct().Count() != sources.Count)
        {
            throw new FrugalException($"The pool's models are [{string.Join(", ", sources.Select(source => source.Name))}]. Give at least one, each with a name of its own.");
        }

        this.options = options ?? new();
        models = [.. sources.Select(source => new PooledModel<TModel>(source, this.options, clock ?? TimeProvider.System))];
    }

    /// <summary>The current status of each model, the main one first.</summary>
    public IReadOnlyList<ModelStatus> Status => [.. models.Select(model => model.Status)];

    /// <summary>Rents the first available model in the pool's order.</summary>
    /// <exception cref="ProblemException">No model is available (503, <c>model_unavailable</c>).</exception>
    public async Task<ModelLease<TModel>> RentAsync(CancellationToken cancellation = default)
    {
        foreach (var model in models)
        {
            if (await model.RentAsync(cancellation).ConfigureAwait(false) is { } shared)
            {
                var instead = !ReferenceEquals(model, models[0]);
                return new(shared, model.Name) { Fallback = instead, Reason = instead ? models[0].Status.Failure : null };
            }
        }

        throw new ProblemException(Problem.ModelUnavailable($"None of {string.Join(", ", models.Select(model => model.Name))} can be loaded.", options.RetryAfter));
    }

    /// <summary>Frees the model <paramref name="name"/> once its leases are returned. The next request loads it again.</summary>
    /// <exception cref="FrugalException">The pool has no such model.</exception>
    public void Unload(string name)
    {
        var model = models.FirstOrDefault(model => model.Name == name)
            ?? throw new FrugalException($"'{name}' is not a model of this pool. Its models: {string.Join(", ", models.Select(model => model.Name))}.");
        model.Unload();
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(models, model => model.Dispose());
}
