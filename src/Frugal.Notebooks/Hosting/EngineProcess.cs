using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipes;
using Frugal.Notebooks.Engine;

namespace Frugal.Notebooks.Hosting;

/// <summary>The kernel's view of a process that runs cells.</summary>
/// <remarks>
/// The pipe is named and opened after the start: neither child processes of cells nor other hosts inherit it, so it closes when the process
/// ends. Standard output and error are inherited; they are read for a short time after the process has ended, then closed.
/// </remarks>
internal sealed class EngineProcess : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500), ExitLimit = TimeSpan.FromSeconds(3);
    private readonly NamedPipeServerStream pipe;
    private readonly HostChannel channel;
    private readonly Process process;
    private readonly Action<HostMessage> take;
    private readonly NativeText native = new();
    private readonly CancellationTokenSource exited = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<long, TaskCompletionSource<HostMessage>> pending = new();
    private long lastStarted;       // the number of the last cell that started

    /// <summary>Starts a process.</summary>
    /// <param name="host">The command line that starts it; the pipe's name is appended.</param>
    /// <param name="take">Receives what cells write and show, and their prompts.</param>
    /// <param name="print">Receives text that native code prints directly, not through the console.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public EngineProcess(IReadOnlyList<string> host, Action<HostMessage> take, Action<StreamKind, string> print)
    {
        this.take = take;
        var name = $"frugal-{Guid.NewGuid():N}";
        pipe = new NamedPipeServerStream(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        channel = new HostChannel(pipe);
        try
        {
            process = Process.Start(new ProcessStartInfo(host[0], [.. host.Skip(1), name]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch
        {
            pipe.Dispose();
            throw;
        }

        process.StandardInput.Close();
        Id = process.Id;
        Ended = FollowAsync(Task.WhenAll(PrintAsync(process.StandardOutput, StreamKind.Output, print), PrintAsync(process.StandardError, StreamKind.Error, print)));
    }

    /// <summary>The process id.</summary>
    public int Id { get; }

    /// <summary>Completes when the compiler is warm; fails with <see cref="EngineEndedException"/> if the process ends earlier.</summary>
    public Task Ready => ready.Task;

    /// <summary>Completes when the process ends.</summary>
    public Task<ProcessEnd> Ended { get; }

    /// <summary>Sends <paramref name="request"/> and waits for the reply.</summary>
    /// <exception cref="EngineEndedException">The process ended before it replied.</exception>
    public async Task<HostMessage> AskAsync(HostMessage request)
    {
        var answer = pending[request.Id] = new TaskCompletionSource<HostMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (request is RunCell)
        {
            native.Clear();
        }

        if (!channel.Send(request))
        {
            throw Lost(await Ended.ConfigureAwait(false), request.Id);
        }

        if (Ended.IsCompleted)   // the end may have been handled before this request was added to the pending ones
        {
            answer.TrySetException(Lost(await Ended.ConfigureAwait(false), request.Id));
        }

        return await answer.Task.ConfigureAwait(false);
    }

    /// <summary>Sends a message that has no reply.</summary>
    public void Send(HostMessage message) => channel.Send(message);

    /// <summary>Kills the process at once. The processes started by its cells continue.</summary>
    public void Kill()
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // The process has already ended.
        }
    }

    /// <summary>Lets the process end, and kills it after a time limit.</summary>
    public void Dispose()
    {
        channel.Dispose();
        if (!process.WaitForExit(ExitLimit))
        {
            Kill();
        }
    }

    private async Task<ProcessEnd> FollowAsync(Task printed)
    {
        var received = Task.Run(ReceiveAsync);
        await process.WaitForExitAsync().ConfigureAwait(false);
        await exited.CancelAsync().ConfigureAwait(false);
        await received.ConfigureAwait(false);
        await Task.WhenAny(printed, Task.Delay(Rest)).ConfigureAwait(false);
        var end = new ProcessEnd(process.ExitCode, native.ToString());
        channel.Dispose();
        process.StandardOutput.Dispose();
        process.StandardError.Dispose();
        ready.TrySetException(Lost(end, request: 0));
        _ = ready.Task.Exception;
        foreach (var (id, request) in pending)
        {
            request.TrySetException(Lost(end, id));
        }

        return end;
    }

    private EngineEndedException Lost(ProcessEnd end, long request) => new(end, Interlocked.Read(ref lastStarted) == request);

    private async Task ReceiveAsync()
    {
        try
        {
            await pipe.WaitForConnectionAsync(exited.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is OperationCanceledException or ObjectDisposedException or IOException)
        {
            return;
        }

        foreach (var message in channel.Receive())
        {
            if (message is EngineReady)
            {
                ready.TrySetResult();
            }
            else if (message is CellStarted)
            {
                Interlocked.Exchange(ref lastStarted, message.Id);
            }
            else if (message is CellEnded or Completions or Inspected or CodeChecked)
            {
                if (pending.TryRemove(message.Id, out var request))
                {
                    request.TrySetResult(message);
                }
            }
            else
            {
                take(message);
            }
        }
    }

    private async Task PrintAsync(StreamReader reader, StreamKind stream, Action<StreamKind, string> print)
    {
        var letters = new char[4096];
        try
        {
            while (await reader.ReadAsync(letters).ConfigureAwait(false) is var count and > 0)
            {
                var text = new string(letters, 0, count);
                native.Append(text);
                print(stream, text);
            }
        }
        catch (Exception closed) when (closed is ObjectDisposedException or IOException or InvalidOperationException)
        {
            // The process has ended, and one that it started still holds the pipe open.
        }
    }
}
