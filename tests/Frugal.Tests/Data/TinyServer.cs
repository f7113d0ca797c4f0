using System.Net;
using System.Net.Sockets;

namespace Frugal.Tests.Data;

/// <summary>Serves one body at http://127.0.0.1:PORT/ and can misbehave.</summary>
internal sealed class TinyServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly byte[] body;

    public TinyServer(byte[] body)
    {
        this.body = body;
        var port = FreePort();
        Address = new($"http://127.0.0.1:{port}/");
        listener.Prefixes.Add(Address.AbsoluteUri);
        listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

    /// <summary>Answers with this status instead of the body.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Whether requests for a range are honoured.</summary>
    public bool Ranges { get; init; } = true;

    /// <summary>Breaks the connection after so many bytes of each answer.</summary>
    public int BreakAfter { get; init; } = int.MaxValue;

    /// <summary>The first byte that each request asked for.</summary>
    public List<long> Asked { get; } = [];

    public static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            try
            {
                await AnswerAsync(context);
            }
            catch (Exception broken) when (broken is HttpListenerException or IOException or ObjectDisposedException)
            {
                context.Response.Abort();
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var first = context.Request.Headers["Range"] is { } range ? int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture) : 0;
        Asked.Add(first);
        var response = context.Response;
        if (Status is { } status)
        {
            response.StatusCode = (int)status;
            response.Close();
            return;
        }

        if (Ranges && first >= body.Length)
        {
            response.StatusCode = 416;
            response.AddHeader("Content-Range", $"bytes */{body.Length}");
            response.Close();
            return;
        }

        if (Ranges && first > 0)
        {
            response.StatusCode = 206;
            response.AddHeader("Content-Range", $"bytes {first}-{body.Length - 1}/{body.Length}");
        }
        else
        {
            first = 0;
        }

        response.ContentLength64 = body.Length - first;
        await response.OutputStream.WriteAsync(body.AsMemory(first, Math.Min(BreakAfter, body.Length - first)));
        await response.OutputStream.FlushAsync();
        if (BreakAfter < body.Length - first)
        {
            response.Abort();
        }
        else
        {
            response.Close();
        }
    }
}
