using System.Net;

namespace Frugal.Cli.Start;

/// <summary>Serves one folder's report to this machine only, until it is stopped.</summary>
internal sealed class ReportServer : IDisposable
{
    private static readonly int[] Ports = [8080, 8081, 8765, 0];
    private readonly HttpListener listener;
    private readonly string page;

    private ReportServer(HttpListener listener, string page, Uri address) => (this.listener, this.page, Address) = (listener, page, address);

    /// <summary>The address of the report.</summary>
    public Uri Address { get; }

    /// <summary>Starts listening on 127.0.0.1, on the first free port of a few.</summary>
    /// <exception cref="FrugalException">No port is free.</exception>
    public static ReportServer Open(string page)
    {
        foreach (var port in Ports.Select(port => port == 0 ? FreePort() : port))
        {
            var listener = new HttpListener();
            var address = new Uri($"http://127.0.0.1:{port}/");
            listener.Prefixes.Add(address.ToString());
            try
            {
                listener.Start();
                return new ReportServer(listener, page, address);
            }
            catch (HttpListenerException)
            {
                listener.Close();
            }
        }

        throw new FrugalException("127.0.0.1: no port is free for the report. Open the file itself, or use --no-serve.");
    }

    /// <summary>Answers requests until <paramref name="cancellation"/> is requested.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var stop = cancellation.Register(listener.Stop);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await AnswerAsync(await listener.GetContextAsync().ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The browser disconnected, or the server was stopped; the loop's condition distinguishes the two.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ((IDisposable)listener).Dispose();

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var response = context.Response;
        var found = context.Request.HttpMethod is "GET" or "HEAD" && context.Request.Url?.AbsolutePath is "/" or "/index.html";
        response.StatusCode = found ? 200 : 404;
        response.KeepAlive = false;   // a request that arrives while the server closes an idle connection would be lost
        if (found)
        {
            var bytes = await File.ReadAllBytesAsync(page).ConfigureAwait(false);
            response.ContentType = "text/html; charset=utf-8";
            response.ContentLength64 = bytes.Length;
            if (context.Request.HttpMethod == "GET")
            {
                await response.OutputStream.WriteAsync(bytes).ConfigureAwait(false);
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
