using System.Net;

namespace Frugal.Notebooks.Kernel.Zmtp;

/// <summary>The heartbeat: a REP that sends back what it was sent, envelope and all.</summary>
internal sealed class EchoSocket(IPEndPoint address) : ServerSocket("REP", address)
{
    protected override void Received(Peer peer, IReadOnlyList<byte[]> frames) => peer.Send(frames);
}
