using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Frugal.Notebooks.Kernel.Zmtp;

/// <summary>A bound socket: accepts connections, performs handshakes and passes on messages. A faulty peer loses only its own connection.</summary>
internal abstract class ServerSocket : IDisposable
{
    private const int MostPeers = 256;
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(10);
    private readonly string socketType;
    private readonly TcpListener listener;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<Peer, bool> peers = [];

    /// <param name="socketType">The socket type announced in the handshake.</param>
    /// <param name="address">The address to listen on; port 0 selects a free one.</param>
    protected ServerSocket(string socketType, IPEndPoint address)
    {
        this.socketType = socketType;
        listener = new TcpListener(address);
        listener.Start();
    }

    /// <summary>Called for each connection closed because of invalid data.</summary>
    public Action<string> Log { get; init; } = _ => { };

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    protected IEnumerable<Peer> Peers => peers.Keys;

    /// <summary>Starts accepting connections.</summary>
    public void Start() => _ = AcceptAsync();

    /// <summary>Waits until all messages have been sent, at most <paramref name="limit"/>.</summary>
    public async Task FlushAsync(TimeSpan limit) =>
        await Task.WhenAny(Task.WhenAll(Peers.Select(peer => peer.FlushAsync())), Task.Delay(limit)).ConfigureAwait(false);

    public virtual void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        foreach (var peer in Peers)
        {
            peer.Dispose();
        }
    }

    protected virtual void Joined(Peer peer) { }

    protected virtual void Left(Peer peer) { }

    protected abstract void Received(Peer peer, IReadOnlyList<byte[]> frames);

    protected virtual void Commanded(Peer peer, byte[] command) { }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token).ConfigureAwait(false);
                if (peers.Count >= MostPeers)
                {
                    client.Dispose();
                    continue;
                }

                _ = Task.Run(() => ServeAsync(new Peer(client)));
            }
            catch (Exception failure) when (failure is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The connection was closed before it was accepted, or the socket is being closed.
            }
        }
    }

    private async Task ServeAsync(Peer peer)
    {
        peers[peer] = true;
        try
        {
            await peer.OpenAsync(socketType, HandshakeLimit, stop.Token).ConfigureAwait(false);
            Joined(peer);
            _ = WriteAsync(peer);
            while (await peer.ReadAsync(command => Commanded(peer, command), stop.Token).ConfigureAwait(false) is { } frames)
            {
                Received(peer, frames);
            }
        }
        catch (ZmtpException failure)
        {
            Log($"{socketType} at port {Port}: a connection was closed: {failure.Message}.");
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The peer has disconnected, or the socket is closed.
        }
        finally
        {
            peers.TryRemove(peer, out _);
            Left(peer);
            peer.Dispose();
        }
    }

    private async Task WriteAsync(Peer peer)
    {
        try
        {
            await peer.WriteAsync(stop.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            peer.Dispose();   // ends the read loop too
        }
    }
}
