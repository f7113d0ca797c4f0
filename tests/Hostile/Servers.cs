using System.Net.Sockets;

namespace Hostile;

/// <summary>Servers on a Unix socket, for the grader's client.</summary>
public static class Servers
{
    public static int Honest(string path) => Serve(path, stream => stream.Write("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nRetry-After: 3\r\nContent-Length: 5\r\n\r\nhello"u8));

    /// <summary>Answers one question for each connection, and closes it somewhat later without reading another.</summary>
    public static int OneForEachConnection(string path) => Serve(path, stream =>
    {
        stream.Write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"u8);
        Thread.Sleep(200);
    });

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

    public static int EndlessInterimAnswers(string path) => Serve(path, stream =>
    {
        while (true)
        {
            stream.Write("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"u8);
        }
    });

    public static int EndlessChunkExtension(string path) => Serve(path, stream =>
    {
        stream.Write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;"u8);
        while (true)
        {
            stream.Write("name=value;name=value;name=value;name=value;"u8);
        }
    });

    public static int EndlessTrailers(string path) => Serve(path, stream =>
    {
        stream.Write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"u8);
        while (true)
        {
            stream.Write("X-Trailer: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n"u8);
        }
    });

    public static int DrippingHeaders(string path) => Serve(path, stream =>
    {
        while (true)
        {
            stream.WriteByte((byte)'H');
            Thread.Sleep(20);
        }
    });

    public static int NegativeLength(string path) => Serve(path, stream => stream.Write("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello"u8));

    public static int EnormousLength(string path) => Serve(path, stream => stream.Write("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\nhello"u8));

    public static int TwoLengths(string path) => Serve(path, stream => stream.Write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nhello"u8));

    public static int AnotherProtocol(string path) => Serve(path, stream => stream.Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0"u8));

    public static int SwitchedProtocol(string path) => Serve(path, stream =>
    {
        stream.Write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"u8);
        Thread.Sleep(Timeout.Infinite);
    });

    /// <summary>A second answer behind the first: for the next question, which may be of another test.</summary>
    public static int AnswerForTheNextQuestion(string path) => Serve(path, stream =>
        stream.Write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"u8));

    /// <summary>Ten megabytes of zeros in ten kilobytes.</summary>
    public static int CompressedBomb(string path) => Serve(path, stream =>
    {
        var packed = new MemoryStream();
        using (var zip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zip.Write(new byte[10 << 20]);
        }

        stream.Write(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n"));
        stream.Write(packed.ToArray());
    });

    public static int CommandsInHeaders(string path) => Serve(path, stream =>
        stream.Write("HTTP/1.1 200 ##vso[task.complete]\r\nContent-Type: ::error::x\r\nRetry-After: 99999999999999999999\r\nSet-Cookie: a=b\r\nContent-Length: 5\r\n\r\nhello"u8));

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
