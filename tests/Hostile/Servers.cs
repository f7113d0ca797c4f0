using System.Net.Sockets;

namespace Hostile;

/// <summary>Servers on a Unix socket, for the grader's client.</summary>
public static class Servers
{
    public static int Honest(string path) => Serve(path, stream => stream.Write("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nRetry-After: 3\r\nContent-Length: 5\r\n\r\nhello"u8));

    public static int Redirect(string path) => Serve(path, stream => stream.Write("HTTP/1.1 302 Found\r\nLocation: http://elsewhere/\r\nContent-Length: 0\r\n\r\n"u8));

    public static int Silent(string path) => Serve(path, _ => { });

    public static int EndlessBody(string path) => Serve(path, stream =>
    {
        stream.Write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8);
        byte[] chunk = [.. "8000\r\n"u8, .. new byte[0x8000], .. "\r\n"u8];
        while (true)
        {
            stream.Write(chunk);
        }
    });

    public static int EndlessHeaders(string path) => Serve(path, stream =>
    {
        stream.Write("HTTP/1.1 200 OK\r\n"u8);
        while (true)
        {
            stream.Write("X-Padding: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n"u8);
        }
    });

    public static int DrippingBody(string path) => Serve(path, stream =>
    {
        stream.Write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"u8);
        while (true)
        {
            stream.WriteByte((byte)'x');
            Thread.Sleep(20);
        }
    });

    /// <summary>A link in the place of the socket: <c>PLACE TARGET</c>.</summary>
    public static int Link(string about)
    {
        File.CreateSymbolicLink(about.Split(' ')[0], about.Split(' ')[1]);
        return 0;
    }

    private static int Serve(string path, Action<NetworkStream> answer)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        new Thread(() =>
        {
            while (true)
            {
                using var stream = new NetworkStream(listener.Accept(), ownsSocket: true);
                try
                {
                    _ = stream.Read(new byte[4096]);
                    answer(stream);
                }
                catch (IOException)
                {
                    // The client has gone.
                }
            }
        }) { IsBackground = true }.Start();
        return 0;
    }
}
