using Frugal;
using TweetPipeline.Operations;
using TweetPipeline.Reporting;

namespace TweetPipeline.Web.Runs;

/// <summary>A run of the server: its record, and its figures while it goes on. Safe for concurrent use.</summary>
public sealed class DashboardRun(RunRecord record, string folder) : IProgress<RunProgress>
{
    private readonly CancellationTokenSource cancelled = new();
    private readonly Lock gate = new();
    private RunRecord record = record;
    private RunFigures? figures;
    private RunProgress? progress;
    private Dictionary<string, long> values = [];
    private RunView? ended;

    /// <summary>What is kept of it.</summary>
    public RunRecord Record => Volatile.Read(ref record);

    /// <summary>Its folder.</summary>
    public string Folder => folder;

    /// <summary>The uploaded file.</summary>
    public string Input => Path.Combine(folder, Record.File!);

    /// <summary>The rows of the results.</summary>
    public string Results => Path.Combine(folder, "results.csv");

    /// <summary>Cancelled when a client asks for it.</summary>
    public CancellationToken Cancelled => cancelled.Token;

    /// <summary>A file of the results; null while there is none.</summary>
    public string? Existing(string name) => Record.HasEnded && Path.Combine(folder, name) is var path && File.Exists(path) ? path : null;

    /// <summary>Begins it.</summary>
    public void Begin(RunFigures own)
    {
        lock (gate)
        {
            figures = own;
        }

        Change(Record with { State = RunState.Running, Error = null, ErrorCode = null });
    }

    /// <summary>Takes the state after a block; called by the thread that counts the values.</summary>
    public void Report(RunProgress value)
    {
        lock (gate)
        {
            progress = value;
            values = value.Figures.Values;
        }
    }

    /// <summary>Ends it.</summary>
    /// <exception cref="FrugalException">The record cannot be written.</exception>
    public void End(RunState state, string? code = null, string? error = null)
    {
        var last = View();
        lock (gate)
        {
            ended = state == RunState.Done ? null : last;
        }

        Change(Record with { State = state, Tweets = last.Tweets, Rejects = last.Rejects, ErrorCode = code, Error = error, Undone = [.. Unfinished.Messages] });
    }

    /// <summary>Asks it to end; one that waits ends at once.</summary>
    public void Cancel()
    {
        cancelled.Cancel();
        if (Record.State == RunState.Queued)
        {
            End(RunState.Cancelled);
        }
    }

    /// <summary>What the page shows of it now.</summary>
    public RunView View()
    {
        var now = Record;
        lock (gate)
        {
            if (now.State == RunState.Running && figures is not null)
            {
                return RunView.Live(now, figures, progress, values);
            }

            ended ??= now.State == RunState.Done ? Finished(now) : null;
            return ended is null ? new(now, 0, 0, now.Tweets, now.Rejects, 0, 0) : ended with { Run = now };
        }
    }

    private RunView Finished(RunRecord now)
    {
        try
        {
            return RunView.Of(now, ReportFiles.Read(folder));
        }
        catch (FrugalException)   // somebody removed the file
        {
            return new(now, 0, 1, now.Tweets, now.Rejects, 0, 0);
        }
    }

    private void Change(RunRecord next)
    {
        next.Write(folder);
        Volatile.Write(ref record, next);
    }
}
