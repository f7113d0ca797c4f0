using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Frugal.Serving.Models;

namespace Frugal.Serving.Processes;

/// <summary>
/// A model in a process of its own: all its memory returns to the system when it is disposed, and a crash of native code costs only its own requests.
/// Requests and answers are frames over the process's standard input and output; several requests may run at a time. What the process writes to
/// standard error is read, and its end is part of the error message.
/// </summary>
/// <remarks>The process ends with its parent, even a killed one: its standard input then ends, and <see cref="ModelProcessHost"/> ends the process.</remarks>
public sealed class ModelProcess : IHealthChecked, IDisposable
{
    private const int MostUnsent = 1024;
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(500);

    private readonly Process process;
    private readonly ModelProcessOptions options;
    private readonly TimeProvider clock;
    private readonly Channel<byte[]> outgoing = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostUnsent) { SingleReader = true });
    private readonly ConcurrentDictionary<int, PendingAnswer> pending = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly OutputTail errors = new();
    private readonly Task exited, followed;
    private volatile string? end;               // why the process answers no more
    private int lastNumber, disposed;
    private long stray, strayedSince;           // bytes of answers that are not wanted any more, and since when they come

    private ModelProcess(Process process, ModelProcessOptions options, TimeProvider clock)
    {
        (this.process, this.options, this.clock, Id) = (process, options, clock, process.Id);
        exited = process.WaitForExitAsync();
        followed = FollowAsync();
        _ = WriteAsync();
    }

    /// <summary>The process's id.</summary>
    public int Id { get; }

    /// <summary>Whether the process runs and keeps to the protocol.</summary>
    public bool IsHealthy => end is null;

    /// <summary>Starts a process, and waits until its model is loaded.</summary>
    /// <param name="options">The command and the limits.</param>
    /// <param name="clock">The clock; null for the system clock.</param>
    /// <exception cref="FrugalException">The program cannot be started, ended, or took too long; the message has the end of its standard error.</exception>
    public static ModelProcess Start(ModelProcessOptions options, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var started = new ModelProcess(Launch(options), options, clock ?? TimeProvider.System);
        using var limit = new CancellationTokenSource(options.StartLimit, started.clock);
        try
        {
            started.ready.Task.WaitAsync(limit.Token).GetAwaiter().GetResult();
            return started;
        }
        catch (OperationCanceledException)
        {
            started.Dispose();
            throw new FrugalException($"{options.Command[0]}: the model's process was not ready within {options.StartLimit.TotalSeconds:0.#} s and was ended.{started.Said()} Allow more time, or load a smaller model.");
        }
        catch
        {
            started.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request; the answer's parts come as the process writes them.</summary>
    /// <param name="request">The request, in whatever form the process reads.</param>
    /// <param name="cancellation">Ends the answer, here and in the process. So does leaving the loop over the parts.</param>
    /// <exception cref="FrugalException">The request failed, the answer is too large, or the process ended; the message says which.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> AskAsync(ReadOnlyMemory<byte> request, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref disposed) != 0, this);
        cancellation.ThrowIfCancellationRequested();
        var number = Interlocked.Increment(ref lastNumber);
        var answer = new PendingAnswer(options.LargestAnswer.Bytes);
        pending[number] = answer;
        try
        {
            Send(new(FrameKind.Request, number, request), answer);
            await foreach (var part in answer.Parts.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return part;
            }
        }
        finally
        {
            Forget(number);
        }
    }

    /// <summary>Ends the process, at the latest after <see cref="ModelProcessOptions.EndLimit"/>; running requests fail. Its memory is free when this returns.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            outgoing.Writer.TryComplete();      // ends the process's standard input
            EndWithinLimitAsync().GetAwaiter().GetResult();
            followed.GetAwaiter().GetResult();
            process.Dispose();
        }
    }

    private static Process Launch(ModelProcessOptions options)
    {
        if (options.Command.Count == 0)
        {
            throw new FrugalException("The command of a model's process is empty. Name a program.");
        }

        try
        {
            return Process.Start(new ProcessStartInfo(options.Command[0], options.Command.Skip(1))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception refusal)
        {
            throw new FrugalException($"{options.Command[0]}: the model's process cannot be started: {refusal.Message}. Check that the file exists and may be executed.", refusal);
        }
    }

    private void Send(ProcessFrame frame, PendingAnswer? answer = null)
    {
        if (end is { } why)
        {
            answer?.Fail(why);
        }
        else if (!outgoing.Writer.TryWrite(frame.ToBytes()))
        {
            answer?.Fail($"The model's process (PID {Id}) has not read its last {MostUnsent:N0} messages. Try again later.");
        }
    }

    /// <summary>Lets the process know that an answer is not wanted any more, unless it is complete.</summary>
    private void Forget(int number)
    {
        if (pending.TryRemove(number, out _))
        {
            Send(new(FrameKind.Cancel, number, default));
        }
    }

    private async Task WriteAsync()
    {
        var input = process.StandardInput.BaseStream;
        try
        {
            await foreach (var frame in outgoing.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                await input.WriteAsync(frame).ConfigureAwait(false);
                await input.FlushAsync().ConfigureAwait(false);
            }

            input.Close();
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process has ended: FollowAsync says why.
        }
    }

    /// <summary>Reads what the process writes until it ends, then fails what it has not answered.</summary>
    private async Task FollowAsync()
    {
        var listening = errors.ReadAsync(process.StandardError.BaseStream);
        string? fault = null;
        try
        {
            while (await ProcessFrame.ReadAsync(process.StandardOutput.BaseStream, options.LargestAnswer.Bytes).ConfigureAwait(false) is { } frame)
            {
                Take(frame);
            }
        }
        catch (InvalidDataException violation)
        {
            fault = violation.Message;
            Kill();
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // The process has ended.
        }

        await EndWithinLimitAsync().ConfigureAwait(false);
        await Task.WhenAny(listening, Task.Delay(LastWords, clock)).ConfigureAwait(false);
        end = $"The model's process (PID {Id}) {(fault is null ? $"ended: {Cause(process.ExitCode)}" : $"was ended: {fault}")}.{Said()} The next request starts a new process.";
        ready.TrySetException(new FrugalException(end));
        _ = ready.Task.Exception;
        foreach (var answer in pending.Values)
        {
            answer.Fail(end);
        }
    }

    private void Take(ProcessFrame frame)
    {
        if (frame.Kind == FrameKind.Ready)
        {
            ready.TrySetResult();
        }
        else if (frame.Kind == FrameKind.Part && pending.TryGetValue(frame.Number, out var answer))
        {
            if (!answer.Add(frame.Content))
            {
                answer.Fail($"The answer of the model's process (PID {Id}) is larger than {options.LargestAnswer}. Ask for less, or raise {nameof(ModelProcessOptions.LargestAnswer)}.");
                Forget(frame.Number);
            }
        }
        else if (frame.Kind == FrameKind.Part)
        {
            strayedSince = stray == 0 ? clock.GetTimestamp() : strayedSince;
            stray += PendingAnswer.Cost(frame.Content);
            if (stray > options.LargestAnswer.Bytes && clock.GetElapsedTime(strayedSince) >= options.EndLimit)
            {
                throw new InvalidDataException($"it went on with a cancelled answer for {options.EndLimit.TotalSeconds:0.#} s");
            }
        }
        else if (frame.Kind is FrameKind.End or FrameKind.Error)
        {
            stray = 0;
            if (pending.TryRemove(frame.Number, out answer) && frame.Kind == FrameKind.End)
            {
                answer.Complete();
            }
            else
            {
                answer?.Fail(Encoding.UTF8.GetString(frame.Content.Span));
            }
        }
    }

    private async Task EndWithinLimitAsync()
    {
        try
        {
            await exited.WaitAsync(options.EndLimit, clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Kill();
            await exited.ConfigureAwait(false);
        }
    }

    private void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended already.
        }
    }

    private string Said() => errors.ToString() is { Length: > 0 } text ? $" It wrote: {text}" : "";

    /// <summary>Why a process ended; .NET reports a signal as 128 + its number.</summary>
    private static string Cause(int code) => code switch
    {
        128 + 9 => "killed (SIGKILL), by hand or because memory ran out",
        128 + 6 => "aborted (SIGABRT)",
        128 + 11 => "crashed (SIGSEGV)",
        128 + 15 => "ended from outside (SIGTERM)",
        _ => $"exit code {code}",
    };
}
