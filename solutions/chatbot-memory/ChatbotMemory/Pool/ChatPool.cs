using Frugal;

namespace ChatbotMemory.Pool;

/// <summary>Models that share a memory budget. Safe for concurrent callers.</summary>
/// <remarks>
/// The rules:
/// <list type="number">
/// <item>A model is loaded by the first request for it, in another thread, once even if many ask at the same time.</item>
/// <item>The bytes of all models that are loading, loaded or being disposed never exceed the budget together.</item>
/// <item>If room is needed, models that nobody uses are disposed, the least recently used first (a model's last use is the moment when it was last lent or returned), and no more of them than needed:
/// none if all of them together would not give enough room. A model in use is never disposed.</item>
/// <item>If there is not enough room, the request waits. Requests that come after it are not served before it if they need room, or ask for a model that is loaded already: or the
/// waiting request could wait for ever. But with a request, all waiting requests for the same model are served.</item>
/// <item>A model that nobody uses is disposed <c>idleAfter</c> after its last request ended.</item>
/// <item>After a failed loading, all who wait for it get its exception; the next request tries again.</item>
/// </list>
/// </remarks>
public sealed class ChatPool<T> : IDisposable where T : class, IDisposable
{
#if SOLUTION
    private readonly Lock gate = new();
    private readonly List<Waiter> waiters = [];
    private readonly Dictionary<string, Entry> entries;
    private readonly long budget;
    private readonly TimeSpan idleAfter;
    private readonly TimeProvider clock;
    private long uses;
    private bool closed;
#endif

    /// <summary>Creates a pool; nothing is loaded.</summary>
    /// <param name="models">The models, each with a name of its own.</param>
    /// <param name="budget">Bytes for all models together.</param>
    /// <param name="idleAfter">How long an unused model stays.</param>
    /// <param name="clock">The clock; its timers too.</param>
    public ChatPool(IReadOnlyList<PoolModel<T>> models, long budget, TimeSpan idleAfter, TimeProvider clock)
    {
#if SOLUTION
        entries = models.ToDictionary(model => model.Name, model => new Entry(model), StringComparer.Ordinal);
        (this.budget, this.idleAfter, this.clock) = (budget, idleAfter, clock);
#else
        throw new NotImplementedException("Task 5 - create the pool. Hint: keep for each model its state, its users and its last use.");
#endif
    }

    /// <summary>The names of the models that are loaded, the least recently used first. Never waits for a loading.</summary>
    public IReadOnlyList<string> Loaded
    {
#if SOLUTION
        get
        {
            lock (gate)
            {
                return [.. entries.Values.Where(entry => entry.State == State.Loaded).OrderBy(entry => entry.LastUse).Select(entry => entry.Model.Name)];
            }
        }
#else
        get => throw new NotImplementedException("Task 5 - list the models. Hint: order them by their last use.");
#endif
    }

    /// <summary>Lends a model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellation">Ends the wait: the request counts no longer, and does not hold up the others.</param>
    /// <exception cref="ArgumentException">The pool has no such model.</exception>
    /// <exception cref="FrugalException">The model alone exceeds the budget; thrown at once, with both numbers of bytes.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed, or was while the request waited.</exception>
    public async Task<PoolLease<T>> RentAsync(string name, CancellationToken cancellation = default)
    {
#if SOLUTION
        cancellation.ThrowIfCancellationRequested();
        var entry = entries.GetValueOrDefault(name) ?? throw new ArgumentException($"The pool has no model '{name}'. It has: {string.Join(", ", entries.Keys)}.");
        if (entry.Model.Bytes > budget)
        {
            throw new FrugalException(FormattableString.Invariant($"{name} takes {entry.Model.Bytes:N0} bytes, and the budget is {budget:N0}. Raise the budget or choose a smaller model."));
        }

        var waiter = new Waiter(entry, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            waiters.Add(waiter);
            Advance();
        }

        using var registration = cancellation.Register(() =>
        {
            lock (gate)
            {
                if (waiters.Remove(waiter))
                {
                    waiter.Granted.SetCanceled(cancellation);
                    Advance();
                }
            }
        });
        return await waiter.Granted.Task;
#else
        await Task.CompletedTask;
        throw new NotImplementedException("Task 5 - lend a model. Hint: a list of waiting requests, and one method that serves what it can; call it after every change.");
#endif
    }

    /// <summary>Closes the pool: waiting requests fail, unused models are disposed, models in use when they are returned. Does not wait.</summary>
    public void Dispose()
    {
#if SOLUTION
        lock (gate)
        {
            closed = true;
            waiters.ForEach(waiter => waiter.Granted.SetException(new ObjectDisposedException(nameof(ChatPool<T>))));
            waiters.Clear();
            foreach (var entry in entries.Values.Where(entry => entry is { State: State.Loaded, Users: 0 }))
            {
                Unload(entry);
            }
        }
#else
        throw new NotImplementedException("Task 5 - close the pool. Hint: fail those who wait; what is in use is disposed when it is returned.");
#endif
    }
#if SOLUTION

    private enum State
    {
        Absent,
        Loading,
        Loaded,
        Unloading,
    }

    private long Used => entries.Values.Sum(entry => entry.State == State.Absent ? 0 : entry.Model.Bytes);

    /// <summary>Serves the waiting requests in their order, as far as there is room. Call it with the gate held, after every change.</summary>
    private void Advance()
    {
        var room = true;   // whether everything before was served, or is loading
        foreach (var waiter in waiters.ToList())
        {
            switch (waiter.Entry.State)
            {
                case State.Loaded when room:
                    Grant(waiter.Entry);
                    break;
                case State.Absent when room && budget - Used >= waiter.Entry.Model.Bytes:
                    Load(waiter.Entry);
                    break;
                case State.Absent when room:
                    Evict(waiter.Entry.Model.Bytes);
                    room = false;
                    break;
                case State.Unloading:
                    room = false;
                    break;
            }
        }
    }

    private void Grant(Entry entry)
    {
        foreach (var waiter in waiters.Where(waiter => waiter.Entry == entry).ToList())
        {
            waiters.Remove(waiter);
            entry.Users++;
            entry.LastUse = ++uses;
            waiter.Granted.SetResult(new(entry.Instance!, () => Return(entry)));
        }
    }

    private void Return(Entry entry)
    {
        lock (gate)
        {
            entry.Users--;
            entry.LastUse = ++uses;
            Rest(entry);
            Advance();
        }
    }

    /// <summary>Starts the idle time of a model that nobody uses.</summary>
    private void Rest(Entry entry)
    {
        if (entry.Users > 0)
        {
            return;
        }

        if (closed)
        {
            Unload(entry);
        }
        else
        {
            var since = entry.LastUse;
            entry.Idle?.Dispose();
            entry.Idle = clock.CreateTimer(_ => EndIdle(entry, since), null, idleAfter, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Disposes a model that was not used since its idle time began: its timer may be late.</summary>
    private void EndIdle(Entry entry, long since)
    {
        lock (gate)
        {
            if (entry.State == State.Loaded && entry.LastUse == since)
            {
                Unload(entry);
            }
        }
    }

    /// <summary>Disposes unused models until <paramref name="bytes"/> will be free, or nothing if that cannot be reached yet.</summary>
    private void Evict(long bytes)
    {
        var missing = bytes - (budget - Used) - entries.Values.Sum(entry => entry.State == State.Unloading ? entry.Model.Bytes : 0);
        var chosen = new List<Entry>();
        foreach (var entry in entries.Values.Where(entry => entry is { State: State.Loaded, Users: 0 }).OrderBy(entry => entry.LastUse))
        {
            if (missing <= 0)
            {
                break;
            }

            chosen.Add(entry);
            missing -= entry.Model.Bytes;
        }

        if (missing <= 0)
        {
            chosen.ForEach(Unload);
        }
    }

    private void Load(Entry entry)
    {
        entry.State = State.Loading;
        _ = Task.Run(() =>
        {
            T? instance = null;
            Exception? failure = null;
            try
            {
                instance = entry.Model.Open();
            }
            catch (Exception failed)
            {
                failure = failed;
            }

            lock (gate)
            {
                (entry.Instance, entry.State) = (instance, failure is null ? State.Loaded : State.Absent);
                if (failure is not null)
                {
                    foreach (var waiter in waiters.Where(waiter => waiter.Entry == entry).ToList())
                    {
                        waiters.Remove(waiter);
                        waiter.Granted.SetException(failure);
                    }
                }
                else
                {
                    entry.LastUse = ++uses;
                    Rest(entry);   // everybody who wanted it may have left
                }

                Advance();
            }
        });
    }

    private void Unload(Entry entry)
    {
        entry.State = State.Unloading;
        var instance = entry.Instance!;
        entry.Instance = null;
        _ = Task.Run(() =>
        {
            try
            {
                instance.Dispose();
            }
            finally
            {
                lock (gate)
                {
                    entry.State = State.Absent;
                    Advance();
                }
            }
        });
    }

    private sealed record Waiter(Entry Entry, TaskCompletionSource<PoolLease<T>> Granted);

    private sealed class Entry(PoolModel<T> model)
    {
        public PoolModel<T> Model { get; } = model;

        public State State { get; set; }

        public T? Instance { get; set; }

        public int Users { get; set; }

        public long LastUse { get; set; }

        public ITimer? Idle { get; set; }
    }
#endif
}
