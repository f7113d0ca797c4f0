using TweetPipeline.Streaming;
using TweetPipeline.Workers;

namespace TweetPipeline.Operations;

/// <summary>The command <c>worker</c>: classifies blocks of runs elsewhere.</summary>
public static class WorkerCommand
{
    /// <summary>Works until interrupted.</summary>
    /// <exception cref="Frugal.FrugalException">An option is not allowed, a model is not there, or the broker cannot be reached.</exception>
    public static async Task RunAsync(RunOptions options, CancellationToken cancellation)
    {
        var address = BrokerAddress.Parse(options.Validated().Broker ?? "");
        var figures = new RunFigures();
        using var parts = PipelineParts.Open(options, figures);
        var queues = new BrokerQueues(parts.Answering(options));
        await new BlockWorker(address, queues, new BlockClassifier(parts, options, figures), options.Threads, figures, Console.Error.WriteLine).RunAsync(cancellation).ConfigureAwait(false);
    }
}
