using System.Runtime.CompilerServices;
using TweetPipeline.Caching;

namespace Labs.TweetPipeline.Grader.Probes;

/// <summary>Calls of a cache: a key and a value to set, or a key to get if the value is null.</summary>
public sealed record LruScript(int Capacity, int[] Keys, int?[] Values);

/// <summary>What each call gave (null for a miss or a set), and the count after it; or the exception.</summary>
public sealed record LruAnswer(int?[] Found, int[] Counts, string Outcome);

/// <summary>Many uses of a cache that is full, and a number that makes each call another one.</summary>
public sealed record LruSpeed(int Capacity, int Uses, int Salt);

/// <summary>Threads that use a cache together.</summary>
public sealed record LruThreads(int Capacity, int Threads, int Uses);

/// <summary>Task 2, in the student's process.</summary>
public static class LruProbes
{
    private static LruCache<int, int>? filled;

    public static LruAnswer Play(LruScript script)
    {
        var (found, counts) = (new List<int?>(), new List<int>());
        var outcome = Waiting.Outcome(() =>
        {
            var cache = new LruCache<int, int>(script.Capacity);
            for (var i = 0; i < script.Keys.Length; i++)
            {
                if (script.Values[i] is { } value)
                {
                    cache.Set(script.Keys[i], value);
                    found.Add(null);
                }
                else
                {
                    found.Add(cache.TryGet(script.Keys[i], out var known) ? known : null);
                }

                counts.Add(cache.Count);
            }
        });
        return new([.. found], [.. counts], outcome);
    }

    /// <summary>How many of 1,000 large values that went through a cache of 10 are still held by something.</summary>
    public static int Held(int capacity)
    {
        var cache = new LruCache<int, byte[]>(capacity);
        var values = Fill(cache, 1000);
        for (var round = 0; round < 5 && values.Count(value => value.IsAlive) > capacity; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        GC.KeepAlive(cache);
        return values.Count(value => value.IsAlive);
    }

    /// <summary>Values that are not those of their key, entries above the capacity, and exceptions.</summary>
    public static string Together(LruThreads request)
    {
        var cache = new LruCache<Key, int>(request.Capacity);
        _ = cache.TryGet(new(0), out _);
        var (wrong, above, broken) = (0, 0, "");
        var threads = Enumerable.Range(0, request.Threads).Select(thread => new Thread(() =>
        {
            var random = new Random(thread);
            try
            {
                for (var use = 0; use < request.Uses; use++)
                {
                    var key = random.Next(3 * request.Capacity);
                    if (use % 2 == 0)
                    {
                        cache.Set(new(key), -key);
                    }
                    else if (cache.TryGet(new(key), out var value) && value != -key)
                    {
                        Interlocked.Increment(ref wrong);
                    }

                    if (use % 64 == 0 && cache.Count > request.Capacity)
                    {
                        Interlocked.Increment(ref above);
                    }
                }
            }
            catch (Exception failure)
            {
                broken = failure.GetType().Name;
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        var ended = threads.TrueForAll(thread => thread.Join(5 * Waiting.Patience));
        return broken.Length > 0 ? broken : !ended ? "no end" : wrong > 0 ? $"{wrong} wrong values" : above > 0 ? "more entries than the capacity" : cache.Count != request.Capacity ? $"{cache.Count} entries at the end" : "right";
    }

    public static int[] Timed(LruSpeed request)
    {
        if (filled is null || filled.Capacity != request.Capacity)
        {
            filled = new(request.Capacity);
            for (var key = 0; key < request.Capacity; key++)
            {
                filled.Set(key, key);
            }
        }

        return Uses(request, filled.Set, key => filled.TryGet(key, out var value) ? value : -1);
    }

    private static int[] Uses(LruSpeed request, Action<int, int> set, Func<int, int> get)
    {
        for (var use = 0; use < request.Uses; use++)
        {
            var key = (int)((uint)((use + request.Salt) * 2654435761u) % (uint)(request.Capacity * 2));
            if (use % 2 == 0)
            {
                set(key, key);
            }
            else if (get(key) is var value and >= 0 && value != key)
            {
                return [-1];
            }
        }

        return [request.Uses];
    }

    /// <summary>A key whose comparison now and then lets another thread run: what is not locked then shows.</summary>
    private readonly struct Key(int number) : IEquatable<Key>
    {
        [ThreadStatic]
        private static int compared;

        private readonly int number = number;

        public bool Equals(Key other)
        {
            var equal = number == other.number;
            if (++compared % 8 == 0)
            {
                Thread.Sleep(0);
            }

            return equal;
        }

        public override bool Equals(object? other) => other is Key key && Equals(key);

        public override int GetHashCode() => number;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] Fill(LruCache<int, byte[]> cache, int count)
    {
        var values = new WeakReference[count];
        for (var key = 0; key < count; key++)
        {
            var value = new byte[1000];
            values[key] = new(value);
            cache.Set(key, value);
        }

        return values;
    }
}
