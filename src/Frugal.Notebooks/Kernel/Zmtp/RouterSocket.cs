using System.Collections.Concurrent;
using System.Net;

namespace Frugal.Notebooks.Kernel.Zmtp;

/// <summary>A ROUTER: it hands on what each peer sends, with the peer's identity, and sends to the peer of an identity (RFC 28).</summary>
internal sealed class RouterSocket(IPEndPoint address) : ServerSocket("ROUTER", address)
{
    private readonly ConcurrentDictionary<string, Peer> byIdentity = [];

    /// <summary>Takes a message and the identity of the peer that it came from.</summary>
    public Action<byte[], IReadOnlyList<byte[]>> OnMessage { get; set; } = (_, _) => { };

    /// <summary>Sends to the peer of <paramref name="identity"/>; a message to a peer that has gone is dropped. Answers whether the peer is there.</summary>
    public bool Send(byte[] identity, IReadOnlyList<byte[]> frames)
    {
        if (!byIdentity.TryGetValue(Key(identity), out var peer))
        {
            return false;
        }

        peer.Send(frames);
        return true;
    }

    /// <summary>A client that comes back under its name takes the place of its old connection.</summary>
    protected override void Joined(Peer peer) => byIdentity[Key(peer.Identity)] = peer;

    protected override void Left(Peer peer) => byIdentity.TryRemove(new KeyValuePair<string, Peer>(Key(peer.Identity), peer));

    protected override void Received(Peer peer, IReadOnlyList<byte[]> frames) => OnMessage(peer.Identity, frames);

    private static string Key(byte[] identity) => Convert.ToHexString(identity);
}
