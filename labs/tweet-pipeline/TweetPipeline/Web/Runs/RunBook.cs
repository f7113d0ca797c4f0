using System.Collections.Concurrent;
using System.Threading.Channels;
using Frugal;
using Frugal.Serving.Problems;
using TweetPipeline.Operations;

namespace TweetPipeline.Web.Runs;

/// <summary>All runs, and the order in which they are worked on. They are on disk: a server that starts again has them, and goes on with those that had not ended.</summary>
public sealed class RunBook
{
    private readonly ConcurrentDictionary<string, DashboardRun> runs = new(StringComparer.Ordinal);
    private readonly Channel<DashboardRun> queue = Channel.CreateUnbounded<DashboardRun>();
    private readonly DataFolder folders;
    private readonly DashboardSettings settings;

    /// <summary>Reads the runs of the folder.</summary>
    public RunBook(DataFolder folders, DashboardSettings settings)
    {
        (this.folders, this.settings) = (folders, settings);
        foreach (var folder in Directory.EnumerateDirectories(folders.Runs))
        {
            if (RunRecord.Read(folder) is { } record)
            {
                runs[record.Id] = new(record, folder);
            }
        }

        foreach (var run in runs.Values.Where(run => !run.Record.HasEnded).OrderBy(run => run.Record.State == RunState.Queued).ThenBy(run => run.Record.Created))
        {
            queue.Writer.TryWrite(run);
        }
    }

    /// <summary>All runs, the newest first.</summary>
    public IEnumerable<DashboardRun> All => runs.Values.OrderByDescending(run => run.Record.Created);

    /// <summary>Runs that wait.</summary>
    public int Waiting => runs.Values.Count(run => run.Record.State == RunState.Queued);

    /// <summary>What is to be worked on, in order.</summary>
    public IAsyncEnumerable<DashboardRun> Queue(CancellationToken cancellation) => queue.Reader.ReadAllAsync(cancellation);

    /// <summary>The run of an id.</summary>
    /// <exception cref="ProblemException">There is none: 404.</exception>
    public DashboardRun Find(string id) => runs.GetValueOrDefault(id) ?? throw Problems.UnknownRun();

    /// <summary>What the page shows of a run, its place in the queue included.</summary>
    public RunView View(DashboardRun run) => run.View() is var view && run.Record.State == RunState.Queued
        ? view with { Waiting = runs.Values.Count(other => !other.Record.HasEnded && other.Record.Created < run.Record.Created) }
        : view;

    /// <summary>Refuses another run where there is no room for it.</summary>
    /// <exception cref="ProblemException">Too many wait (503), or too many are kept (409).</exception>
    public void RequireRoom()
    {
        if (Waiting >= settings.QueueLength)
        {
            throw new ProblemException(Problem.Busy(TimeSpan.FromSeconds(30)));
        }

        if (runs.Count >= settings.MostRuns)
        {
            throw new ProblemException(new(409, "too_many_runs", "There are too many runs", FormattableString.Invariant($"The server keeps {settings.MostRuns} runs. Delete one of them.")));
        }
    }

    /// <summary>Adds a run, and queues it.</summary>
    /// <param name="file">The file that arrived; it is moved into the run's folder.</param>
    /// <param name="name">Its name, to be shown.</param>
    /// <param name="mode">How much a language model is asked.</param>
    public DashboardRun Add(string file, string name, RunMode mode)
    {
        var id = DataFolder.NewId();
        var folder = Directory.CreateDirectory(Path.Combine(folders.Runs, id)).FullName;
        var record = new RunRecord(id, name, "input" + Path.GetExtension(file), new FileInfo(file).Length, DateTimeOffset.UtcNow, mode, RunState.Queued);
        var run = new DashboardRun(record, folder);
        File.Move(file, run.Input);
        record.Write(folder);
        runs[id] = run;
        queue.Writer.TryWrite(run);
        return run;
    }

    /// <summary>Deletes a run and its files.</summary>
    /// <exception cref="ProblemException">It has not ended: 409.</exception>
    public void Delete(DashboardRun run)
    {
        if (!run.Record.HasEnded)
        {
            throw new ProblemException(new(409, "run_active", "The run has not ended", "Cancel it first."));
        }

        runs.TryRemove(run.Record.Id, out _);
        try
        {
            Directory.Delete(run.Folder, recursive: true);
        }
        catch (IOException failure)
        {
            throw new FrugalException($"The files of the run cannot be deleted: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }
}
