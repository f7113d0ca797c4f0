using Frugal.Measuring;
using Frugal.Serving.Problems;

namespace Frugal.Serving.Models;

/// <summary>
/// Decides which models are in memory. One lock guards all state; loading, freeing and looking at files happen outside it. Every event
/// (a request, a returned lease, the end of a load or of an unload, a cancellation, the timer) changes the state, and then calls Advance:
/// 1. Requests that have waited for LongestWait are refused; models that were idle for IdleAfter are retired.
/// 2. A model in service is lent to all its requests, whatever waits for others: requests for one model are answered together.
/// 3. Of the models that have requests and are not in service, the one with the oldest request is next (a pinned one first).
/// 4. If it fits into the room that is free, the room is reserved and the load starts. The next one is then looked at.
/// 5. Else the models used least recently give way, idle ones first, as many as it takes. If all of these are idle, they are retired.
/// 6. If some are busy, nothing happens for CollateFor. Then they are lent no more (they drain) until it is loaded or its requests are gone.
/// 7. A retired model is freed when its last lease is returned. Its room counts until it is freed.
/// Room is counted from before a load to after the unload, by what the sources declare: the sum never exceeds the limits, loads in flight included.
/// </summary>
internal sealed partial class PoolScheduler<TModel> where TModel : class, IDisposable
{
    private readonly Lock gate = new();
    private readonly PoolEntry<TModel>[] entries;
    private readonly List<Resident<TModel>> residents = [];
    private readonly List<Resident<TModel>> leaving = [];      // retired, without a lease, not yet being freed
    private readonly ModelPoolOptions options;
    private readonly TimeProvider clock;
    private readonly Action<Action> run;
    private readonly Room limit;
    private readonly PoolMetrics metrics;
    private readonly ITimer timer;
    private readonly TaskCompletionSource empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PoolEntry<TModel>? claimant;                       // the entry for which models drain
    private long arrivals;
    private bool closed;

    // run: starts work in the background. Tests run it in an order of their own.
    public PoolScheduler(IReadOnlyList<ModelSource<TModel>> sources, ModelPoolOptions options, TimeProvider clock, Action<Action> run)
    {
        (this.options, this.clock, this.run, limit) = (options, clock, run, Room.Limit(options));
        entries = [.. sources.Select(source => new PoolEntry<TModel>(source) { Need = source.Pinned ? FileLook.At(source).Need : default })];
        var pinned = PinnedExcept(null);
        if (!pinned.Within(limit))
        {
            throw new FrugalException($"The pinned models never fit: {pinned.Excess(default, limit)}. Pin fewer models or raise the limit.");
        }

        metrics = new(() => Status);
        timer = clock.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public IReadOnlyList<PoolEntry<TModel>> Entries => entries;

    /// <summary>Completes when the pool is closed and its last model is freed.</summary>
    public Task Empty => empty.Task;

    public IReadOnlyList<ModelStatus> Status
    {
        get
        {
            lock (gate)
            {
                return [.. entries.Select(entry => new ModelStatus(entry.Name, entry.State, entry.LoadFailure ?? entry.UnloadFailure, entry.LoadTime)
                {
                    Memory = Counted(entry).Memory,
                    Leases = residents.Where(resident => resident.Entry == entry).Sum(resident => resident.Users),
                    Waiting = entry.Waiters.Count,
                })];
            }
        }
    }

    /// <summary>The pool's metrics.</summary>
    public PoolMetrics Metrics => metrics;

    /// <summary>Why the last load failed; null if it succeeded.</summary>
    public string? FailureOf(PoolEntry<TModel> entry)
    {
        lock (gate)
        {
            return entry.LoadFailure;
        }
    }

    /// <summary>Asks for a model. The answer never throws, except that a cancelled request's is cancelled and a closed pool's throws at once.</summary>
    public Task<Answer<TModel>> Request(PoolEntry<TModel> entry, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        bool look;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(ModelPool<TModel>));
            look = LookIsDue(entry);
        }

        FileLook? seen = look ? FileLook.At(entry.Source) : null;
        Waiter<TModel> waiter;
        lock (gate)
        {
            waiter = new(++arrivals, clock.GetTimestamp());
            ObjectDisposedException.ThrowIf(closed, typeof(ModelPool<TModel>));
            Take(entry, seen, waiter.Since);
            if (Lend(entry, waiter.Since) is { } ready)
            {
                waiter.SetResult(new(ready, null));
            }
            else if (Refusal(entry, seen) is { } refusal)
            {
                waiter.SetResult(new(null, refusal));
            }
            else
            {
                entry.Waiters.AddLast(waiter);
            }

            Advance();
        }

        Follow(entry, waiter, cancellation);
        return waiter.Task;
    }

    /// <summary>Takes a lease back. A model that was retired before is freed here, with its last lease.</summary>
    public void Return(Resident<TModel> resident)
    {
        bool last;
        lock (gate)
        {
            resident.Users--;
            resident.LastUsed = clock.GetTimestamp();
            last = resident.Users == 0 && resident.Retired is not null;
            if (last)
            {
                leaving.Add(resident);
            }

            Advance(freesHere: last);
        }

        if (last)
        {
            Free();
        }
    }

    /// <summary>Retires a model.</summary>
    public void Unload(PoolEntry<TModel> entry)
    {
        lock (gate)
        {
            entry.LoadFailure = entry.UnloadFailure = null;
            if (entry.Current is { } current)
            {
                Retire(current, UnloadReason.Requested);
            }

            Advance(freesHere: true);
        }

        Free();
    }

    /// <summary>Ends the waiting requests and retires all models.</summary>
    public void Close()
    {
        lock (gate)
        {
            if (closed)
            {
                return;
            }

            closed = true;
            foreach (var entry in entries)
            {
                RefuseAll(entry, Problem.ModelUnavailable("The server is shutting down.", options.RetryAfter));
            }

            foreach (var resident in residents.Where(resident => resident.Retired is null).ToList())
            {
                Retire(resident, UnloadReason.Shutdown);
            }

            Advance(freesHere: true);
        }

        timer.Dispose();
        metrics.Dispose();
        Free();
    }

    /// <summary>Loads a model: outside the lock, in the room that Advance has reserved.</summary>
    private void Load(PoolEntry<TModel> entry, Room reserved)
    {
        var look = FileLook.At(entry.Source);          // again: the file may have changed while the request waited
        var start = clock.GetTimestamp();
        var (model, failure) = look.Failure is not null ? (null, look.Failure)
            : Room.Of(look.Need).Within(reserved) ? LoadOrFail(entry.Source)
            : default;
        lock (gate)
        {
            var now = clock.GetTimestamp();
            (entry.Loading, entry.Need, entry.Seen) = (null, look.Need, look.Stamp);
            if (model is not null || failure is not null)
            {
                (entry.Tried, entry.LoadFailure, entry.CheckedAt, entry.StaleSince) = (look.Stamp, failure, now, null);
                metrics.Loaded(entry.Name, clock.GetElapsedTime(start, now), failed: failure is not null);
            }

            if (model is not null)
            {
                if (entry.Current is { } old)
                {
                    Retire(old, UnloadReason.Replaced);
                }

                entry.LoadTime = clock.GetElapsedTime(start, now);
                entry.Current = new(entry, model, Room.Of(look.Need)) { LastUsed = now };
                residents.Add(entry.Current);
                if (closed)
                {
                    Retire(entry.Current, UnloadReason.Shutdown);
                }
            }
            else if (failure is not null && entry.Current is null)
            {
                RefuseAll(entry, Unavailable(entry));
            }
            else if (failure is null && TooLarge(entry) is { } tooLarge)      // the file has grown
            {
                RefuseAll(entry, tooLarge);
            }

            Advance();
        }
    }

    private static (TModel? Model, string? Failure) LoadOrFail(ModelSource<TModel> source)
    {
        try
        {
            return source.Load(source.File) is { } model ? (model, null) : (null, $"The loader of '{source.Name}' returned no model.");
        }
        catch (Exception refusal)
        {
            return (null, FileLook.Text(refusal));
        }
    }

    /// <summary>Frees the models that nobody uses any more, one after the other; the room of each is then free.</summary>
    private void Free()
    {
        while (true)
        {
            Resident<TModel> resident;
            lock (gate)
            {
                if (leaving.Count == 0)
                {
                    return;
                }

                resident = leaving[^1];
                leaving.RemoveAt(leaving.Count - 1);
            }

            string? failure = null;
            try
            {
                resident.Model.Dispose();
            }
            catch (Exception refusal)
            {
                failure = $"It could not be unloaded: {FileLook.Text(refusal)}";      // a request that has its answer must not fail for it
            }

            NativeHeap.Trim();
            lock (gate)
            {
                residents.Remove(resident);
                resident.Entry.UnloadFailure = failure;
                Advance(freesHere: true);
            }
        }
    }

    private void OnTimer()
    {
        lock (gate)
        {
            Advance();
        }
    }

    private void Follow(PoolEntry<TModel> entry, Waiter<TModel> waiter, CancellationToken cancellation)
    {
        if (!cancellation.CanBeCanceled)
        {
            return;
        }

        var registration = cancellation.UnsafeRegister(_ => Cancel(entry, waiter, cancellation), null);
        lock (gate)
        {
            if (!waiter.Task.IsCompleted)
            {
                waiter.Cancellation = registration;
                return;
            }
        }

        registration.Unregister();
    }

    private void Cancel(PoolEntry<TModel> entry, Waiter<TModel> waiter, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (entry.Waiters.Remove(waiter))
            {
                waiter.TrySetCanceled(cancellation);
                metrics.Waited(entry.Name, clock.GetElapsedTime(waiter.Since), "cancelled");
                Advance();
            }
        }
    }
}
