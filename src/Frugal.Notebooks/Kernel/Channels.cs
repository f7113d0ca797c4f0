using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Frugal.Notebooks.Kernel.Zmtp;

namespace Frugal.Notebooks.Kernel;

/// <summary>The five channels of a kernel, and methods for sending on them.</summary>
internal sealed class Channels : IDisposable
{
    private readonly PublisherSocket iopub;
    private readonly EchoSocket heartbeat;

    public Channels(ConnectionFile connection, Action<string> log)
    {
        Wire = new WireFormat(new MessageSigner(connection.Key));
        IPEndPoint At(int port) => new(connection.Address, port);
        Shell = new RouterSocket(At(connection.Ports.Shell)) { Log = log };
        Control = new RouterSocket(At(connection.Ports.Control)) { Log = log };
        Stdin = new RouterSocket(At(connection.Ports.Stdin)) { Log = log };
        iopub = new PublisherSocket(At(connection.Ports.Iopub)) { Log = log };
        heartbeat = new EchoSocket(At(connection.Ports.Heartbeat)) { Log = log };
    }

    public WireFormat Wire { get; }

    public RouterSocket Shell { get; }

    public RouterSocket Control { get; }

    public RouterSocket Stdin { get; }

    public (int Shell, int Control, int Iopub, int Stdin, int Heartbeat) Ports => (Shell.Port, Control.Port, iopub.Port, Stdin.Port, heartbeat.Port);

    private IEnumerable<ServerSocket> All => [Shell, Control, Stdin, iopub, heartbeat];

    public void Start()
    {
        foreach (var socket in All)
        {
            socket.Start();
        }
    }

    /// <summary>Replies to <paramref name="request"/> on the channel on which it arrived.</summary>
    public void Reply(RouterSocket channel, JupyterMessage request, JsonObject content)
    {
        var type = request.Type.EndsWith("_request", StringComparison.Ordinal) ? request.Type[..^"_request".Length] + "_reply" : request.Type + "_reply";
        var message = new JupyterMessage(Wire.Header(type), content) { Parent = Copy(request.Header), Identities = [.. request.Identities.Skip(1)] };
        channel.Send(request.Identities[0], Wire.Write(message));
    }

    /// <summary>Requests input from the client that sent <paramref name="request"/>; returns whether it has a stdin channel.</summary>
    public bool Ask(JupyterMessage request, JsonObject content) =>
        Stdin.Send(request.Identities[0], Wire.Write(new JupyterMessage(Wire.Header("input_request"), content) { Parent = Copy(request.Header) }));

    /// <summary>Publishes a message to all clients.</summary>
    public void Publish(string type, JupyterMessage? parent, JsonObject content) =>
        iopub.Publish(Wire.Write(new JupyterMessage(Wire.Header(type), content)
        {
            Parent = parent is null ? [] : Copy(parent.Header),
            Identities = [Encoding.ASCII.GetBytes($"kernel.{type}")],
        }));

    public Task FlushAsync(TimeSpan limit) => Task.WhenAll(All.Select(socket => socket.FlushAsync(limit)));

    public void Dispose()
    {
        foreach (var socket in All)
        {
            socket.Dispose();
        }
    }

    private static JsonObject Copy(JsonObject header) => (JsonObject)header.DeepClone();
}
