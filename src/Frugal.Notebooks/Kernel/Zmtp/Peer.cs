using System.Net.Sockets;
using System.Threading.Channels;

namespace Frugal.Notebooks.Kernel.Zmtp;

/// <summary>A connected peer of a socket. Messages to it are queued; a peer that reads too slowly is disconnected, so that it does not block others.</summary>
internal sealed class Peer : IDisposable
{
    /// <summary>The maximum size of a frame accepted from a peer.</summary>
    public const long LargestFrame = 64L << 20;

    private const long LargestMessage = 128L << 20;
    private const int MostFrames = 1024;
    private const long LargestQueue = 64L << 20;
    private static readonly TimeSpan LongestStall = TimeSpan.FromSeconds(10);

    private readonly TcpClient client;
    private readonly NetworkStream stream;
    private readonly Channel<(byte[] Octets, TaskCompletionSource? Sent)> queue = Channel.CreateUnbounded<(byte[], TaskCompletionSource?)>(new UnboundedChannelOptions { SingleReader = true });
    private long queued;

    public Peer(TcpClient client)
    {
        this.client = client;
        client.NoDelay = true;
        stream = client.GetStream();
    }

    /// <summary>The peer's identity, chosen by the peer or assigned.</summary>
    public byte[] Identity { get; private set; } = [];

    /// <summary>Performs the handshake within <paramref name="limit"/>.</summary>
    public async Task OpenAsync(string socketType, TimeSpan limit, CancellationToken stop)
    {
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timed.CancelAfter(limit);
        var identity = await Handshake.RunAsync(stream, socketType, timed.Token).ConfigureAwait(false);
        Identity = identity.Length > 0 ? identity : [0, .. Guid.NewGuid().ToByteArray()];   // identities that begin with 0 are reserved for the socket
    }

    /// <summary>Reads the next message; null if the peer has disconnected. Commands between messages go to <paramref name="command"/>.</summary>
    public async Task<IReadOnlyList<byte[]>?> ReadAsync(Action<byte[]> command, CancellationToken stop)
    {
        List<byte[]> frames = [];
        long size = 0;
        while (await Frame.ReadAsync(stream, LargestFrame, stop).ConfigureAwait(false) is { } frame)
        {
            if (frame.Command)
            {
                Command(frame.Body, command);
                continue;
            }

            frames.Add(frame.Body);
            size += frame.Body.Length;
            if (frames.Count > MostFrames || size > LargestMessage)
            {
                throw new ZmtpException($"a message of {frames.Count} frames and {size} bytes; {MostFrames} and {LargestMessage} are allowed");
            }

            if (!frame.More)
            {
                return frames;
            }
        }

        return null;
    }

    /// <summary>Queues a message. Waits while the peer's queue is full, and disconnects the peer after a time limit.</summary>
    public void Send(IReadOnlyList<byte[]> frames)
    {
        using var octets = new MemoryStream();
        for (var at = 0; at < frames.Count; at++)
        {
            new Frame(frames[at], More: at < frames.Count - 1).WriteTo(octets);
        }

        Enqueue(octets.ToArray(), null);
        if (Interlocked.Read(ref queued) > LargestQueue && !SpinWait.SpinUntil(() => Interlocked.Read(ref queued) <= LargestQueue / 2, LongestStall))
        {
            Dispose();
        }
    }

    /// <summary>Writes queued messages to the peer until it disconnects.</summary>
    public async Task WriteAsync(CancellationToken stop)
    {
        await foreach (var (octets, sent) in queue.Reader.ReadAllAsync(stop).ConfigureAwait(false))
        {
            await stream.WriteAsync(octets, stop).ConfigureAwait(false);
            Interlocked.Add(ref queued, -octets.Length);
            sent?.TrySetResult();
        }
    }

    /// <summary>Waits until all messages queued so far have been sent.</summary>
    public Task FlushAsync()
    {
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return Enqueue([], sent) ? sent.Task : Task.CompletedTask;
    }

    public void Dispose()
    {
        queue.Writer.TryComplete();
        Interlocked.Exchange(ref queued, 0);
        client.Dispose();
    }

    private bool Enqueue(byte[] octets, TaskCompletionSource? sent)
    {
        Interlocked.Add(ref queued, octets.Length);
        return queue.Writer.TryWrite((octets, sent));
    }

    private void Command(byte[] body, Action<byte[]> other)
    {
        if (body.AsSpan().StartsWith("\u0004PING"u8) && body.Length is >= 7 and <= 7 + 16)
        {
            using var pong = new MemoryStream();
            new Frame([4, .. "PONG"u8, .. body.AsSpan(7)], Command: true).WriteTo(pong);
            Enqueue(pong.ToArray(), null);
        }
        else
        {
            other(body);
        }
    }
}
