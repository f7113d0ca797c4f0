using System.Diagnostics;
using System.Net.Sockets;

namespace Frugal.Benchmarks.Serving.Load;

/// <summary>One connection of a load: sends, waits for the answer, sends the next. Where the server hangs up it connects anew, and that counts as waiting.</summary>
internal sealed class LoadConnection(LoadOptions options, int first) : IDisposable
{
    private readonly byte[] received = new byte[256 * 1024];
    private Socket? socket;

    /// <summary>Sends requests until <paramref name="end"/>, a time stamp; waits for the last answer until it is cancelled.</summary>
    public async Task<LoadTally> RunAsync(long begin, long end, CancellationToken patience)
    {
        var tally = new LoadTally();
        for (var i = first; !patience.IsCancellationRequested && Stopwatch.GetTimestamp() is var start && start < end; i++)
        {
            try
            {
                var answer = await AskAsync(options.Requests[i % options.Requests.Count], patience);
                if (Stopwatch.GetTimestamp() is var now && start >= begin)
                {
                    tally.Answered(Stopwatch.GetElapsedTime(start, now), answer.Status, received.AsSpan(0, answer.Length));
                }
            }
            catch (Exception failure) when (failure is SocketException or FormatException or OperationCanceledException)
            {
                Close();
                tally.Failed(failure.Message);
                await Task.Yield();              // never a loop that nobody can stop
            }
        }

        return tally;
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private async ValueTask<HttpAnswer> AskAsync(byte[] request, CancellationToken patience)
    {
        if (socket is null)
        {
            socket = new Socket(options.Server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(options.Server, patience);
        }

        for (var sent = 0; sent < request.Length;)
        {
            sent += await socket.SendAsync(request.AsMemory(sent), SocketFlags.None, patience);
        }

        for (var length = 0; ;)
        {
            var more = await socket.ReceiveAsync(received.AsMemory(length), SocketFlags.None, patience);
            length += more;
            if (HttpAnswer.Read(received.AsSpan(0, length), ended: more == 0) is { } answer)
            {
                if (answer.Closes)
                {
                    Close();
                }

                return answer;
            }

            if (length == received.Length)
            {
                throw new FormatException($"An answer is longer than {length} bytes.");
            }
        }
    }

    private void Close()
    {
        socket?.Dispose();
        socket = null;
    }
}
