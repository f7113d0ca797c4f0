using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Text.Json.Nodes;
using Frugal.Notebooks.Hosting;
using Frugal.Notebooks.Ipynb;

namespace Frugal.Notebooks.Runner;

/// <summary>Runs a notebook in its own process: a cell that hangs, crashes, exits or exhausts memory affects only its notebook.</summary>
public sealed class NotebookRunner(NotebookRunOptions options)
{
    private static readonly Lock Launching = new();   // a host inherits every pipe that is open while it starts, and would keep another host's pipe open
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs the notebook in <paramref name="path"/>; <paramref name="progress"/> is called for each cell.</summary>
    public async Task<NotebookRun> RunAsync(string path, Action<string>? progress = null, CancellationToken stop = default)
    {
        var start = Stopwatch.GetTimestamp();
        Notebook notebook;
        try
        {
            notebook = Notebook.Load(path);
        }
        catch (FrugalException failure)
        {
            return new NotebookRun { Path = path, Failure = new RunFailure(null, null, failure.Message) };
        }

        var record = new RunRecord(notebook, progress ?? (_ => { }));
        var cause = await ServeAsync(path, record, stop).ConfigureAwait(false);
        return new NotebookRun
        {
            Path = path,
            Cells = record.Ended,
            Elapsed = Stopwatch.GetElapsedTime(start),
            Failure = cause is null ? record.Failure : new RunFailure(record.Cell + 1, null, cause),
            Executed = notebook,
        };
    }

    /// <summary>Follows the host to its end. Returns why it ended before the notebook did; null if it did not.</summary>
    private async Task<string?> ServeAsync(string path, RunRecord record, CancellationToken stop)
    {
        AnonymousPipeServerStream pipe;
        Process host;
        var started = new LeftBehind();
        lock (Launching)
        {
            (pipe, host) = Launch(Path.GetFullPath(path), started);
        }

        var (spoken, told) = (Task.CompletedTask, Task.CompletedTask);
        try
        {
            spoken = Task.WhenAll(FollowNative(host.StandardOutput, "stdout", record), FollowNative(host.StandardError, "stderr", record));
            told = Task.Run(() => Follow(pipe, record), CancellationToken.None);
            var limit = await WatchAsync(host, record, told, stop).ConfigureAwait(false);
            Kill(host);
            started.Kill();
            await host.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            await Task.WhenAny(Task.WhenAll(told, spoken), Task.Delay(TimeSpan.FromSeconds(5), CancellationToken.None)).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            return record.Done ? null : limit ?? new ProcessEnd(host.ExitCode, record.Native).Deed;
        }
        finally
        {
            Kill(host);
            started.Kill();
            _ = Task.WhenAll(told, spoken).ContinueWith(_ => Close(pipe, host), TaskScheduler.Default);   // closing a pipe waits for who reads it
        }
    }

    private static void Close(AnonymousPipeServerStream pipe, Process host)
    {
        pipe.Dispose();
        host.Dispose();
    }

    private (AnonymousPipeServerStream Pipe, Process Host) Launch(string path, LeftBehind started)
    {
        var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        var start = new ProcessStartInfo(options.Host[0], [.. options.Host.Skip(1), path, pipe.GetClientHandleAsString()])
        {
            WorkingDirectory = Path.GetDirectoryName(path),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[LeftBehind.Variable] = started.Mark;
        if (options.Parallel > 1)
        {
            var share = Math.Max(1, Environment.ProcessorCount / options.Parallel).ToString(CultureInfo.InvariantCulture);
            start.Environment["DOTNET_PROCESSOR_COUNT"] = share;   // used by the cells, and by engines without a setting of their own
            start.Environment["OMP_NUM_THREADS"] = share;          // libtorch and its linear algebra libraries
        }

        try
        {
            return (pipe, Process.Start(start)!);
        }
        catch
        {
            pipe.Dispose();
            throw;
        }
        finally
        {
            pipe.DisposeLocalCopyOfClientHandle();
        }
    }

    /// <summary>Waits until the host ends or must be stopped.</summary>
    private async Task<string?> WatchAsync(Process host, RunRecord record, Task told, CancellationToken stop)
    {
        // Another process of this program may keep the pipe open, so the end of the pipe alone does not indicate that the host has ended.
        while (!told.IsCompleted && !record.Done && !host.HasExited && !stop.IsCancellationRequested)
        {
            await Task.WhenAny(told, Task.Delay(Poll, CancellationToken.None)).ConfigureAwait(false);
            if (record.Characters > options.OutputLimit)
            {
                return Overflowed(record) ?? $"wrote more than {options.OutputLimit:N0} characters";
            }

            if (record.CellTime > options.Timeout)
            {
                return $"did not end within {options.Timeout.TotalSeconds:0.##} s";
            }

            host.Refresh();
            if (!host.HasExited && host.WorkingSet64 > options.MemoryLimit)
            {
                return $"took more than {options.MemoryLimit / (1024.0 * 1024):N0} MB of memory";
            }
        }

        await Task.WhenAny(host.WaitForExitAsync(CancellationToken.None), Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None)).ConfigureAwait(false);
        return null;
    }

    private void Follow(Stream pipe, RunRecord record)
    {
        using var lines = new StreamReader(pipe);
        while (lines.ReadLine() is { } line)
        {
            record.Take(JsonNode.Parse(line)!.AsObject(), options.OutputLimit);
        }
    }

    /// <summary>Assigns text that native code prints directly to the running cell.</summary>
    private async Task FollowNative(StreamReader reader, string stream, RunRecord record)
    {
        var letters = new char[4096];
        while (await reader.ReadAsync(letters).ConfigureAwait(false) is var count and > 0)
        {
            record.TakeNative(stream, new string(letters, 0, count), options.OutputLimit);
        }
    }

    /// <summary>After a stack overflow the runtime prints every frame, which can exceed a notebook's output limit.</summary>
    private static string? Overflowed(RunRecord record) => record.Native.Contains("Stack overflow", StringComparison.Ordinal) ? "overflowed the stack" : null;

    private static void Kill(Process host)
    {
        try
        {
            host.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // The process has already ended.
        }
    }
}
