using System.Collections.Concurrent;
using System.Net;

namespace Frugal.Notebooks.Kernel.Zmtp;

/// <summary>A ROUTER socket: passes on each peer's messages with the peer's identity, and sends to a peer by identity (RFC 28).</summary>
internal sealed class RouterSocket(IPEndPoint address) : ServerSocket("ROUTER", address)
{
    private readonly ConcurrentDictionary<string, Peer> byIdentity = [];

    /// <summary>Receives a message and the identity of its sender.</summary>
    public Action<byte[], IReadOnlyList<byte[]>> OnMessage { get; set; } = (_, _) => { };

    /// <summary>Sends to the peer <paramref name="identity"/>; drops the message if it has disconnected. Returns whether the peer is connected.</summary>
    public bool Send(byte[] identity, IReadOnlyList<byte[]> frames)
    {
        if (!byIdentity.TryGetValue(Key(identity), out var peer))
        {
            return false;
        }

        peer.Send(frames);
        return true;
    }

    /// <summary>A client that reconnects with its identity replaces its old connection.</summary>
    protected override void Joined(Peer peer) => byIdentity[Key(peer.Identity)] = peer;

    protected override void Left(Peer peer) => byIdentity.TryRemove(new KeyValuePair<string, Peer>(Key(peer.Identity), peer));

    protected override void Received(Peer peer, IReadOnlyList<byte[]> frames) => OnMessage(peer.Identity, frames);

    private static string Key(byte[] identity) => Convert.ToHexString(identity);
}
