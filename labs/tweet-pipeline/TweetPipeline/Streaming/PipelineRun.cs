using System.Runtime.CompilerServices;
using Frugal;
using TweetPipeline.Operations;
using TweetPipeline.Reading;
using TweetPipeline.Writing;

namespace TweetPipeline.Streaming;

/// <summary>
/// A run from end to end, as a stream: one thread reads, cleans and marks duplicates, several classify, one stores. A fixed number of blocks is in memory, whatever the size of the input.
/// </summary>
/// <param name="options">What to do.</param>
/// <param name="classifier">Classifies blocks.</param>
/// <param name="store">Takes the results.</param>
/// <param name="figures">Counts and times.</param>
public sealed class PipelineRun(RunOptions options, IBlockClassifier classifier, IResultStore store, RunFigures figures)
{
    /// <summary>Runs to the end of the input.</summary>
    /// <param name="progress">Gets the state after each block; null for none.</param>
    /// <param name="cancellation">Stops; what is stored stays and can be resumed.</param>
    /// <exception cref="FrugalException">The input cannot be read, or the results cannot be stored.</exception>
    public async Task RunAsync(IProgress<RunProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var reader = TweetReader.Open(options.Input);
        var blocks = new BlockReader(reader, options, figures);
        var finisher = new Finisher(store, options, figures);
        foreach (var earlier in store.Earlier())
        {
            Remember(earlier, reader, blocks, finisher);
        }

        await foreach (var answered in Answered(blocks.Read(store.Position, 0), cancellation).ConfigureAwait(false))
        {
            finisher.Store(answered);
            progress?.Report(new(store.Stored.Tweets, reader.Bytes == 0 ? 1 : Math.Min(1, (double)Math.Min(reader.BytesRead, store.Position.Offset) / reader.Bytes), figures));
        }

        figures.Count(Counted.Repaired, reader.Repaired);
        using var timing = figures.Time(Phase.Writing);
        store.Complete();
        if (!reader.HasIds)
        {
            figures.Error("input", $"{options.Input} has no column for the id; its rows are numbered by their lines.");
        }
    }

    private IAsyncEnumerable<AnsweredBlock> Answered(IEnumerable<TweetBlock> blocks, CancellationToken cancellation) => Unfinished.Else(
        () => OrderedStage.RunAsync(blocks, classifier.ClassifyAsync, options.Concurrency, options.Concurrency + 2, cancellation),
        () => OneByOne(blocks, cancellation));

    private async IAsyncEnumerable<AnsweredBlock> OneByOne(IEnumerable<TweetBlock> blocks, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var block in blocks)
        {
            yield return await classifier.ClassifyAsync(block, cancellation).ConfigureAwait(false);
        }
    }

    private static void Remember(in TweetResult earlier, TweetReader reader, BlockReader blocks, Finisher finisher)
    {
        var key = BlockReader.KeyOf(earlier.Tweet.Text);
        reader.Remember([earlier.Tweet.Id]);
        finisher.Remember(earlier, key);
        if (key is { } text && earlier.DuplicateOf.Length == 0)
        {
            blocks.Remember(earlier.Tweet.Id, text);
        }
    }
}
