using System.Globalization;
using Frugal;
using Frugal.Data;
using TweetPipeline.Reading;
using TweetPipeline.Reporting;
using TweetPipeline.Streaming;
using TweetPipeline.Workers;
using TweetPipeline.Writing;

namespace TweetPipeline.Operations;

/// <summary>The command <c>run</c>.</summary>
public static class RunCommand
{
    /// <summary>Where the cache is if nothing else is said.</summary>
    public static string DefaultCache => Path.Combine(new DataFolders().Cache, "tweet-pipeline", "answers.sqlite");

    /// <summary>Runs the pipeline, reports to the console, and writes the files about the run.</summary>
    /// <exception cref="FrugalException">An option is not allowed, the input cannot be read, or the results cannot be written.</exception>
    public static async Task<RunSummary> RunAsync(RunOptions options, CancellationToken cancellation)
    {
        var progress = new ConsoleProgress(Console.Error, !Console.IsErrorRedirected);
        try
        {
            var summary = await ExecuteAsync(options, new(), progress, cancellation).ConfigureAwait(false);
            ReportFiles.Write(options.Output, summary);
            return summary;
        }
        finally
        {
            progress.Clear();
        }
    }

    /// <summary>Runs the pipeline.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="figures">Takes the counts and times, which others can read meanwhile.</param>
    /// <param name="progress">Gets the state after each block.</param>
    /// <param name="cancellation">Stops; what is stored stays and can be resumed.</param>
    /// <exception cref="FrugalException">An option is not allowed, the input cannot be read, or the results cannot be written.</exception>
    public static async Task<RunSummary> ExecuteAsync(RunOptions options, RunFigures figures, IProgress<RunProgress> progress, CancellationToken cancellation)
    {
        TweetReader.Open(options.Validated().Input).Dispose();   // a wrong name shows before anything is opened
        using var parts = PipelineParts.Open(options.Broker is null ? options : options with { Cache = null }, figures);
        using IResultStore store = options.Postgres is null ? FileResultStore.Open(options, parts.Fingerprint(options)) : PostgresResultStore.Open(options, parts.Fingerprint(options));
        if (store.Stored.Tweets > 0 && progress is ConsoleProgress)
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Going on after {store.Stored.Tweets:N0} tweets.")).ConfigureAwait(false);
        }

        await using var elsewhere = options.Broker is { } broker
            ? await BrokerClassifier.OpenAsync(BrokerAddress.Parse(broker), new BrokerQueues(parts.Answering(options)), figures, (progress as ConsoleProgress ?? new(Console.Error, false)).Note, cancellation).ConfigureAwait(false) : null;
        await new PipelineRun(options, (IBlockClassifier?)elsewhere ?? new BlockClassifier(parts, options, figures), store, figures).RunAsync(progress, cancellation).ConfigureAwait(false);
        return RunSummary.Of(options, parts, store.Stored, figures);
    }

    /// <summary>What is printed at the end.</summary>
    public static void Print(RunSummary run, RunOptions options, TextWriter writer)
    {
        var (output, rejects) = (options.Output, options.Postgres is null ? Path.Combine(options.Output, "rejects.csv") : $"the table {PostgresResultStore.Rejects}");
        Line($"{run.Tweets:N0} tweets in {run.Seconds:N2} s ({run.TweetsPerSecond:N0} per second), {run.PeakMegabytes:N0} MB at most. Cache: {run.HitRate:0.0%} of the lookups.");
        if (run.Counters.GetValueOrDefault("asked") is > 0 and var asked)
        {
            Line($"The language model was asked about {asked:N0} tweets; {run.Counters["asked_usable"]:N0} answers were usable.");
        }

        if (run.Rejects > 0)
        {
            Line($"{run.Rejects:N0} rows were set aside: see {rejects}.");
        }

        foreach (var error in run.Errors)
        {
            Line($"{error.Count:N0} errors in {error.Stage}: {error.First}");
        }

        if (run.Tweets + run.Rejects == 0)
        {
            Line($"The input has no rows after its header.");
        }

        foreach (var undone in Unfinished.Messages)
        {
            Line($"Not done yet: {undone}");
        }

        Line(options.Postgres is null ? $"Results and report: {output}" : (FormattableString)$"Results: the table {PostgresResultStore.Results}. Report: {output}");

        void Line(FormattableString line) => writer.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    }
}
