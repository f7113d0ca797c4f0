using TweetPipeline.Caching;

namespace Labs.TweetPipeline.Grader.Probes;

/// <summary>A call of a cache on disk: answers to put, or texts to get if there are no answers; an answer null makes a broken entry.</summary>
public sealed record DiskCall(string Version, string[] Texts, byte[]?[]? Answers = null);

/// <summary>Calls of a cache, which is opened before them and closed after them.</summary>
public sealed record DiskScript(string Path, DiskCall[] Calls);

/// <summary>What each call gave, how often a file was set aside, whether a second cache on the same file saw the same; or the exception.</summary>
public sealed record DiskAnswer(byte[]?[][] Found, int SetAside, string[] Outcomes);

/// <summary>Task 3, in the student's process.</summary>
public static class DiskProbes
{
    public static DiskAnswer Play(DiskScript script)
    {
        var (found, outcomes, aside) = (new List<byte[]?[]>(), new List<string>(), 0);
        outcomes.Add(Waiting.Outcome(() =>
        {
            using var cache = new DiskCache(script.Path);
            foreach (var call in script.Calls)
            {
                outcomes.Add(Waiting.Outcome(() => found.Add(Do(cache, call))));
            }

            aside = cache.SetAside;
        }));
        return new([.. found], aside, [.. outcomes]);
    }

    /// <summary>Two caches on one file at the same time: each puts its half, then both get all. Gives what both found, and the files beside it meanwhile.</summary>
    public static DiskAnswer Both(DiskScript script)
    {
        var (found, outcomes) = (new List<byte[]?[]>(), new List<string>());
        outcomes.Add(Waiting.Outcome(() =>
        {
            using var one = new DiskCache(script.Path);
            using var other = new DiskCache(script.Path);
            var threads = new[] { one, other }.Select((cache, half) => Task.Run(() => script.Calls.Where((_, i) => i % 2 == half).ToList().ForEach(call => Do(cache, call)))).ToArray();
            outcomes.Add(Waiting.Outcome(Task.WhenAll(threads)));
            found.AddRange(script.Calls.Select(call => other.Get(call.Version, call.Texts)));
            found.AddRange(script.Calls.Select(call => one.Get(call.Version, call.Texts)));
            outcomes.AddRange(Directory.GetFiles(Path.GetDirectoryName(script.Path)!).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        }));
        return new([.. found], 0, [.. outcomes]);
    }

    /// <summary>Four threads that put and get through one cache; each gets what it put itself.</summary>
    public static DiskAnswer Threads(DiskScript script)
    {
        var found = new byte[]?[script.Calls.Length][];
        var outcome = Waiting.Outcome(() =>
        {
            using var cache = new DiskCache(script.Path);
            var threads = Enumerable.Range(0, 4).Select(thread => Task.Factory.StartNew(
                () =>
                {
                    for (var i = thread; i < script.Calls.Length; i += 4)
                    {
                        Do(cache, script.Calls[i]);
                        found[i] = cache.Get(script.Calls[i].Version, script.Calls[i].Texts);
                    }
                },
                TaskCreationOptions.LongRunning)).ToArray();
            Task.WhenAll(threads).WaitAsync(5 * Waiting.Patience).GetAwaiter().GetResult();
        });
        return new(outcome == "done" ? found : [], 0, [outcome]);
    }

    private static byte[]?[] Do(DiskCache cache, DiskCall call)
    {
        if (call.Answers is null)
        {
            return cache.Get(call.Version, call.Texts);
        }

        cache.Put(call.Version, [.. call.Texts.Select((text, i) => (text, call.Answers[i]!))]);
        return [];
    }
}
