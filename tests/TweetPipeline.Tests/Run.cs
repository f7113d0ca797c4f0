using Frugal.Data.SupportTweets;
using TweetPipeline.Operations;
using TweetPipeline.Streaming;
using TweetPipeline.Writing;

namespace TweetPipeline.Tests;

/// <summary>Runs of the pipeline in this process, by the rules alone.</summary>
internal static class Run
{
    public static string Tweets(TemporaryFolder folder, int count)
    {
        SupportTweetFile.Save(folder["tweets.csv"], new SupportTweetDataset(new() { Count = count }).All());
        return folder["tweets.csv"];
    }

    public static RunOptions Options(TemporaryFolder folder, string input, string output) =>
        new() { Input = input, Output = folder[output], Mode = RunMode.Fast, Model = "none", Cache = null, BlockSize = 64, Threads = 2 };

    /// <summary>Runs with a classifier, or in this process; returns the figures.</summary>
    public static async Task<RunFigures> WithAsync(RunOptions options, IBlockClassifier? classifier = null, IResultStore? store = null, RunFigures? figures = null, CancellationToken cancellation = default)
    {
        figures ??= new RunFigures();
        using var parts = PipelineParts.Open(options, figures);
        using var files = store ?? FileResultStore.Open(options, parts.Fingerprint(options));
        await new PipelineRun(options, classifier ?? new BlockClassifier(parts, options, figures), files, figures).RunAsync(null, cancellation);
        return figures;
    }

    public static string Answering(RunOptions options)
    {
        using var parts = PipelineParts.Open(options, new RunFigures());
        return parts.Answering(options);
    }
}
