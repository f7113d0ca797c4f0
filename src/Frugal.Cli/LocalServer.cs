using System.Net;

namespace Frugal.Cli;

/// <summary>Serves files to this machine only, until it is stopped.</summary>
internal sealed class LocalServer : IDisposable
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json",
        [".ipynb"] = "application/x-ipynb+json",
        [".md"] = "text/markdown; charset=utf-8",
        [".cs"] = "text/plain; charset=utf-8",
        [".txt"] = "text/plain; charset=utf-8",
        [".xml"] = "application/xml",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
    };

    private readonly HttpListener listener;
    private readonly Func<string, string?> find;

    private LocalServer(HttpListener listener, Func<string, string?> find, Uri address) => (this.listener, this.find, Address) = (listener, find, address);

    /// <summary>The address at which it answers.</summary>
    public Uri Address { get; }

    /// <summary>Starts listening on 127.0.0.1, on the first of the ports that is free.</summary>
    /// <param name="ports">The ports to try; 0 is any free port.</param>
    /// <param name="find">The file that answers a path such as <c>/index.html</c>; null if there is none.</param>
    /// <returns>The server; null if no port is free.</returns>
    public static LocalServer? Open(IEnumerable<int> ports, Func<string, string?> find)
    {
        foreach (var port in ports.Select(port => port == 0 ? FreePort() : port))
        {
            var listener = new HttpListener();
            var address = new Uri($"http://127.0.0.1:{port}/");
            listener.Prefixes.Add(address.ToString());
            try
            {
                listener.Start();
                return new LocalServer(listener, find, address);
            }
            catch (HttpListenerException)
            {
                listener.Close();
            }
        }

        return null;
    }

    /// <summary>The file below a folder that answers a path; <c>index.html</c> for a folder. Null if there is none, or it is outside.</summary>
    public static string? FileIn(string folder, string path)
    {
        var name = Uri.UnescapeDataString(path).TrimStart('/');
        if (name.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var file = Path.GetFullPath(Path.Combine(folder, name));
        file = path.EndsWith('/') ? Path.Combine(file, "index.html") : file;
        return file.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(file) ? file : null;
    }

    /// <summary>Answers requests until <paramref name="cancellation"/> is requested.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var stop = cancellation.Register(listener.Stop);
        while (listener.IsListening && !cancellation.IsCancellationRequested)
        {
            try
            {
                await AnswerAsync(await listener.GetContextAsync().ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException or UnauthorizedAccessException)
            {
                // The browser disconnected, the file went meanwhile, or the server was stopped; the loop's condition distinguishes the last.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ((IDisposable)listener).Dispose();

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var response = context.Response;
        var file = context.Request.HttpMethod is "GET" or "HEAD" && context.Request.Url is { } url ? find(url.AbsolutePath) : null;
        response.StatusCode = file is null ? 404 : 200;
        response.KeepAlive = false;   // a request that arrives while the server closes an idle connection would be lost
        if (file is not null)
        {
            var bytes = await File.ReadAllBytesAsync(file).ConfigureAwait(false);
            response.ContentType = Types.GetValueOrDefault(Path.GetExtension(file), "application/octet-stream");
            response.ContentLength64 = bytes.Length;
            response.Headers["Cache-Control"] = "no-cache";
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
