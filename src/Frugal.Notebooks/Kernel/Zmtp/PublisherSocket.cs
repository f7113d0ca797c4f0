using System.Collections.Concurrent;
using System.Net;

namespace Frugal.Notebooks.Kernel.Zmtp;

/// <summary>A PUB socket: sends each message to the peers subscribed to its prefix (RFC 29; subscriptions as commands in ZMTP 3.1, as messages in 3.0).</summary>
internal sealed class PublisherSocket(IPEndPoint address) : ServerSocket("PUB", address)
{
    private const int MostSubscriptions = 1000;
    private readonly ConcurrentDictionary<Peer, List<byte[]>> subscriptions = [];
    private readonly Lock order = new();

    /// <summary>Sends a message to all peers subscribed to its first frame. Messages keep their order.</summary>
    public void Publish(IReadOnlyList<byte[]> frames)
    {
        lock (order)
        {
            foreach (var (peer, topics) in subscriptions)
            {
                bool wanted;
                lock (topics)
                {
                    wanted = topics.Any(topic => frames[0].AsSpan().StartsWith(topic));
                }

                if (wanted)
                {
                    peer.Send(frames);
                }
            }
        }
    }

    protected override void Joined(Peer peer) => subscriptions[peer] = [];

    protected override void Left(Peer peer) => subscriptions.TryRemove(peer, out _);

    protected override void Received(Peer peer, IReadOnlyList<byte[]> frames)
    {
        if (frames is [[var verb and (0 or 1), ..] message])
        {
            Change(peer, verb == 1, message[1..]);
        }
    }

    protected override void Commanded(Peer peer, byte[] command)
    {
        if (command.AsSpan().StartsWith("\u0009SUBSCRIBE"u8))
        {
            Change(peer, true, command[10..]);
        }
        else if (command.AsSpan().StartsWith("\u0006CANCEL"u8))
        {
            Change(peer, false, command[7..]);
        }
    }

    private void Change(Peer peer, bool add, byte[] topic)
    {
        if (!subscriptions.TryGetValue(peer, out var topics))
        {
            return;
        }

        lock (topics)
        {
            if (add && topics.Count < MostSubscriptions)
            {
                topics.Add(topic);
            }
            else if (!add && topics.FindIndex(known => known.AsSpan().SequenceEqual(topic)) is var at and >= 0)
            {
                topics.RemoveAt(at);
            }
        }
    }
}
