namespace Labs.ChatbotMemory.Grader.Probes;

/// <summary>What a pool does with its models, as the models themselves see it.</summary>
internal sealed class PoolWatch(long budget)
{
    private readonly Lock gate = new();
    private readonly HashSet<string> violations = [];
    private readonly List<string> loading = [];
    private readonly List<string> disposing = [];
    private readonly Dictionary<string, int> opened = [];
    private readonly Dictionary<string, int> alive = [];
    private long bytes;

    /// <summary>The most bytes at a time.</summary>
    public long Most { get; private set; }

    /// <summary>Models in memory now.</summary>
    public int Alive
    {
        get
        {
            lock (gate)
            {
                return alive.Values.Sum();
            }
        }
    }

    public string[] Violations
    {
        get
        {
            lock (gate)
            {
                return [.. violations.Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>How often each model was opened: A 1, B 2.</summary>
    public string Opened
    {
        get
        {
            lock (gate)
            {
                return string.Join(", ", opened.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"));
            }
        }
    }

    /// <summary>What is being loaded and disposed now.</summary>
    public string Now
    {
        get
        {
            lock (gate)
            {
                return Part("loading", loading) + Part("disposing", disposing);
            }
        }
    }

    public void Violation(string what)
    {
        lock (gate)
        {
            violations.Add(what);
        }
    }

    public void Loading(string name, long size)
    {
        lock (gate)
        {
            loading.Add(name);
            opened[name] = opened.GetValueOrDefault(name) + 1;
            alive[name] = alive.GetValueOrDefault(name) + 1;
            bytes += size;
            Most = Math.Max(Most, bytes);
            if (bytes > budget)
            {
                violations.Add("the budget was exceeded");
            }

            if (alive[name] > 1)
            {
                violations.Add("a model was in memory twice");
            }
        }
    }

    public void Loaded(string name, long size, bool failed)
    {
        lock (gate)
        {
            loading.Remove(name);
            alive[name] -= failed ? 1 : 0;
            bytes -= failed ? size : 0;
        }
    }

    public void Disposing(string name)
    {
        lock (gate)
        {
            disposing.Add(name);
        }
    }

    public void Disposed(string name, long size)
    {
        lock (gate)
        {
            disposing.Remove(name);
            alive[name]--;
            bytes -= size;
        }
    }

    private static string Part(string what, List<string> names) => names.Count == 0 ? "" : $" | {what} {string.Join(", ", names.Order(StringComparer.Ordinal))}";
}

/// <summary>A model of a pool that knows whether somebody uses it.</summary>
internal sealed class PoolItem(PoolWatch watch, string name, long bytes, Action disposing) : IDisposable
{
    private readonly Lock gate = new();
    private int users;
    private bool disposed;

    public string Name => name;

    public void Lend()
    {
        lock (gate)
        {
            users++;
            if (disposed)
            {
                watch.Violation("a disposed model was lent");
            }
        }
    }

    public void Return()
    {
        lock (gate)
        {
            users--;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (users > 0)
            {
                watch.Violation("a model in use was disposed");
            }

            if (disposed)
            {
                watch.Violation("a model was disposed twice");
                return;
            }

            disposed = true;
        }

        watch.Disposing(name);
        disposing();
        watch.Disposed(name, bytes);
    }
}
