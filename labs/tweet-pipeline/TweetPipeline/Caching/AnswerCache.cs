using Frugal;
using TweetPipeline.Operations;

namespace TweetPipeline.Caching;

/// <summary>Both levels of the cache: memory first, then the disk. What fails is counted, and the answers are computed instead.</summary>
/// <param name="memory">Entries in memory.</param>
/// <param name="disk">The store; null for none.</param>
/// <param name="figures">Counts hits, misses and errors.</param>
public sealed class AnswerCache(int memory, IAnswerStore? disk, RunFigures figures) : IDisposable
{
    private readonly LruCache<(string Version, string Text), byte[]>? recent = Unfinished.Works(() => new LruCache<int, int>(1).TryGet(0, out _)) ? new(memory) : null;
    private volatile IAnswerStore? disk = disk;

    /// <summary>The known answers of some texts, in their order; null where there is none.</summary>
    public byte[]?[] Get(string version, IReadOnlyList<string> texts)
    {
        var found = new byte[]?[texts.Count];
        var missing = new List<int>();
        for (var i = 0; i < found.Length; i++)
        {
            if (recent is not null && recent.TryGet((version, texts[i]), out var answer))
            {
                found[i] = answer;
            }
            else
            {
                missing.Add(i);
            }
        }

        figures.Count(Counted.MemoryHits, found.Length - missing.Count);
        if (missing.Count > 0 && OnDisk(store => store.Get(version, [.. missing.Select(i => texts[i])])) is { } stored)
        {
            for (var k = 0; k < missing.Count; k++)
            {
                if (stored[k] is { } answer)
                {
                    found[missing[k]] = answer;
                    recent?.Set((version, texts[missing[k]]), answer);
                }
            }
        }

        var misses = found.Count(answer => answer is null);
        figures.Count(Counted.DiskHits, missing.Count - misses);
        figures.Count(Counted.CacheMisses, misses);
        return found;
    }

    /// <summary>Keeps answers in both levels.</summary>
    public void Put(string version, IReadOnlyList<(string Text, byte[] Answer)> answers)
    {
        if (answers.Count == 0)
        {
            return;
        }

        foreach (var (text, answer) in answers)
        {
            recent?.Set((version, text), answer);
        }

        OnDisk(store =>
        {
            store.Put(version, answers);
            return true;
        });
    }

    /// <summary>Closes the store.</summary>
    public void Dispose() => disk?.Dispose();

    /// <summary>A store that fails is left alone from then on: the run needs it no more than a full disk does.</summary>
    private T? OnDisk<T>(Func<IAnswerStore, T> action)
    {
        try
        {
            return disk is { } store ? Unfinished.Else<T?>(() => action(store), () => default) : default;
        }
        catch (FrugalException failure)
        {
            disk = null;
            figures.Error("cache", failure.Message);
            return default;
        }
    }
}
