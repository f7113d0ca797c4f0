using Frugal;
using TweetPipeline.Operations;
using TweetPipeline.Reporting;
using TweetPipeline.Web.Operations;
using TweetPipeline.Web.Results;

namespace TweetPipeline.Web.Runs;

/// <summary>Works on one run after the other. A run that the server's end interrupts goes on when it starts again, where it was.</summary>
public sealed partial class RunWorker(RunBook runs, DataFolder folders, DashboardSettings settings, ServerFigures figures, ILogger<RunWorker> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var run in runs.Queue(stoppingToken))
        {
            if (!run.Record.HasEnded)
            {
                await Task.Run(() => RunAsync(run, stoppingToken), CancellationToken.None);
            }
        }
    }

    private async Task RunAsync(DashboardRun run, CancellationToken stopping)
    {
        var own = new RunFigures();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, run.Cancelled);
        try
        {
            run.Begin(own);
            Started(run.Record.Id, run.Record.Bytes, run.Record.Mode);
            var summary = await RunCommand.ExecuteAsync(Options(run), own, run, stop.Token);
            summary = summary with { Input = run.Record.Name, Seconds = own.Elapsed.TotalSeconds, TweetsPerSecond = own[Counted.Tweets] / Math.Max(1e-3, own.Elapsed.TotalSeconds) };
            ReportFiles.Write(run.Folder, summary);
            Timeline.Of(run).Write(run.Folder);
            figures.Add(summary);
            End(run, RunState.Done);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // It stays "running" on disk.
        }
        catch (OperationCanceledException) when (run.Cancelled.IsCancellationRequested)
        {
            End(run, RunState.Cancelled);
        }
        catch (NotImplementedException undone)
        {
            End(run, RunState.Failed, "not_done", undone.Message);
        }
        catch (FrugalException failure)
        {
            End(run, RunState.Failed, "run_failed", UploadReader.Named(failure.Message, run.Input, run.Record.Name));
        }
        catch (Exception failure)
        {
            Failed(failure, run.Record.Id);
            End(run, RunState.Failed, "unexpected", "The server's log says why.");
        }
    }

    private RunOptions Options(DashboardRun run) => new()
    {
        Input = run.Input,
        Output = run.Folder,
        Mode = run.Record.Mode,
        Model = settings.Model,
        LanguageModel = settings.LanguageModel,
        ServedModel = settings.ServedModel,
        Cache = folders.Cache,
        Threads = settings.Threads == 0 ? Environment.ProcessorCount : settings.Threads,
        Resume = true,   // a new folder has nothing to resume
    };

    private void End(DashboardRun run, RunState state, string? code = null, string? error = null)
    {
        try
        {
            run.End(state, code, error);
            var view = run.View();
            figures.Ended(state);
            Ended(run.Record.Id, state, view.Tweets, view.Rejects, view.Seconds);
        }
        catch (FrugalException failure)   // a full disk: the next run may have room
        {
            Failed(failure, run.Record.Id);
        }
    }

    [LoggerMessage(LogLevel.Information, "Run {Id} started: {Bytes} bytes, mode {Mode}")]
    private partial void Started(string id, long bytes, RunMode mode);

    [LoggerMessage(LogLevel.Information, "Run {Id} {State}: {Tweets} tweets, {Rejects} rejects in {Seconds:0.00} s")]
    private partial void Ended(string id, RunState state, long tweets, long rejects, double seconds);

    [LoggerMessage(LogLevel.Error, "Run {Id} failed")]
    private partial void Failed(Exception failure, string id);
}
