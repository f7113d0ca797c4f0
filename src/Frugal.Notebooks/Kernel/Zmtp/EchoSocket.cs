using System.Net;

namespace Frugal.Notebooks.Kernel.Zmtp;

/// <summary>The heartbeat: a REP socket that returns each message unchanged, envelope included.</summary>
internal sealed class EchoSocket(IPEndPoint address) : ServerSocket("REP", address)
{
    protected override void Received(Peer peer, IReadOnlyList<byte[]> frames) => peer.Send(frames);
}
