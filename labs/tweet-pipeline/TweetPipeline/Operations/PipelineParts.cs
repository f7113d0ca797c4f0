using Frugal;
using TweetPipeline.Caching;
using TweetPipeline.Models;

namespace TweetPipeline.Operations;

/// <summary>The parts of a run that outlive a block: models, which are opened by their first use, and the cache.</summary>
public sealed class PipelineParts : IDisposable
{
    private readonly List<IDisposable> models = [];

    private PipelineParts(RunOptions options, RunFigures figures)
    {
        Source = SentimentSource.Find(options.Model);
        Sentiment = Source.Open is { } open ? Once(open) : null;
        AskedSource = options.Share > 0 ? LanguageModelSource.Find(options.LanguageModel, options.ServedModel, options.Threads) : null;
        Asked = AskedSource is { } source ? Once(source.Open) : null;
        Cache = new(options.CacheEntries, OpenDisk(options, figures), figures);
    }

    /// <summary>Where the sentiment model comes from.</summary>
    public SentimentSource Source { get; }

    /// <summary>The sentiment model; null for the rules alone.</summary>
    public Func<ISentimentModel>? Sentiment { get; }

    /// <summary>Where the language model comes from; null if none is asked.</summary>
    public LanguageModelSource? AskedSource { get; }

    /// <summary>The language model; null if none is asked.</summary>
    public Func<LanguageModel>? Asked { get; }

    /// <summary>Both levels of the cache.</summary>
    public AnswerCache Cache { get; }

    /// <summary>What changes the answers of a block.</summary>
    public string Answering(RunOptions options) => options.Answering(Source.Version, AskedSource?.Version);

    /// <summary>What changes the results of these options.</summary>
    public string Fingerprint(RunOptions options) => options.Fingerprint(Source.Version, AskedSource?.Version);

    /// <exception cref="FrugalException">A model is not there.</exception>
    public static PipelineParts Open(RunOptions options, RunFigures figures) => new(options, figures);

    /// <summary>Closes all of them.</summary>
    public void Dispose()
    {
        Cache.Dispose();
        models.ForEach(model => model.Dispose());
    }

    /// <summary>What gives a model: opened by its first use, or at once as long as that task is not done.</summary>
    private Func<T> Once<T>(Func<T> open) where T : class, IDisposable
    {
        if (Unfinished.Works(() => _ = new LazyModel<T>(open).IsOpen))
        {
            var lazy = new LazyModel<T>(open);
            models.Add(lazy);
            return lazy.Get;
        }

        var model = open();
        models.Add(model);
        return () => model;
    }

    private static DiskCache? OpenDisk(RunOptions options, RunFigures figures)
    {
        if (options.Cache is null)
        {
            return null;
        }

        try
        {
            var cache = Unfinished.Else(() => new DiskCache(options.Cache), () => null!);
            if (cache?.SetAside > 0)
            {
                figures.Error("cache", $"{options.Cache} was damaged. It is set aside as {Path.GetFileName(options.Cache)}.corrupt, and a new cache begun.");
            }

            return cache;
        }
        catch (FrugalException failure)
        {
            figures.Error("cache", failure.Message);
            return null;
        }
    }
}
