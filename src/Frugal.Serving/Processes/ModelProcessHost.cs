using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace Frugal.Serving.Processes;

/// <summary>The other side of <see cref="ModelProcess"/>: runs in the model's process and answers its requests.</summary>
public static class ModelProcessHost
{
    private const int LongestError = 2000;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <summary>Announces that the model is loaded, and answers requests until standard input ends: when the parent disposes the model or has died.
    /// The process is killed if it still runs 5 s after that.</summary>
    /// <param name="answer">Answers a request in parts; several may run at a time. An exception is sent as the request's error.</param>
    /// <remarks>Standard output belongs to the protocol: the console's output goes to standard error. Native code must not print to it.</remarks>
    public static async Task RunAsync(Func<ReadOnlyMemory<byte>, CancellationToken, IAsyncEnumerable<ReadOnlyMemory<byte>>> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        using var output = Console.OpenStandardOutput();
        Console.SetOut(Console.Error);
        Console.CancelKeyPress += (_, key) => key.Cancel = true;         // Ctrl+C in a terminal goes to parent and child: the parent decides
        var gate = new Lock();
        var running = new ConcurrentDictionary<int, (CancellationTokenSource Stop, Task Work)>();
        Send(new(FrameKind.Ready, 0, default));

        // A thread of its own: the end of the input must be seen even where the model keeps all of the pool's threads busy.
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            Listen();
            closed.SetResult();
            Thread.Sleep(Rest);
            Process.GetCurrentProcess().Kill();
        })
        { IsBackground = true, Name = "requests" }.Start();
        await closed.Task.ConfigureAwait(false);
        foreach (var (stop, _) in running.Values)
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }

        await Task.WhenAll(running.Values.Select(request => request.Work)).ConfigureAwait(false);

        void Listen()
        {
            using var input = Console.OpenStandardInput();
            try
            {
                while (ProcessFrame.ReadAsync(input, int.MaxValue).GetAwaiter().GetResult() is { } frame)
                {
                    if (frame.Kind == FrameKind.Request)
                    {
                        var stop = new CancellationTokenSource();
                        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                        running[frame.Number] = (stop, AnswerAsync(frame, stop, start.Task));
                        start.SetResult();
                    }
                    else if (frame.Kind == FrameKind.Cancel && running.TryGetValue(frame.Number, out var request))
                    {
                        request.Stop.Cancel();
                    }
                }
            }
            catch (Exception broken) when (broken is InvalidDataException or IOException)
            {
                // The parent has gone.
            }
        }

        async Task AnswerAsync(ProcessFrame request, CancellationTokenSource stop, Task start)
        {
            await start.ConfigureAwait(false);
            try
            {
                await foreach (var part in answer(request.Content, stop.Token).WithCancellation(stop.Token).ConfigureAwait(false))
                {
                    Send(new(FrameKind.Part, request.Number, part));
                }

                Send(new(FrameKind.End, request.Number, default));
            }
            catch (Exception failure)
            {
                var text = failure.Message.ReplaceLineEndings(" ");
                Send(new(FrameKind.Error, request.Number, Encoding.UTF8.GetBytes(text.Length <= LongestError ? text : text[..LongestError])));
            }
            finally
            {
                running.TryRemove(request.Number, out _);
            }
        }

        void Send(ProcessFrame frame)
        {
            try
            {
                lock (gate)
                {
                    output.Write(frame.ToBytes());
                    output.Flush();
                }
            }
            catch (IOException)
            {
                // The parent has gone: the end of the input ends this process.
            }
        }
    }
}
