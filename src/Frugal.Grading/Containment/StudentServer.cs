using System.Net;
using System.Net.Sockets;
using Frugal.Grading.Grades;
using Frugal.Measuring;

namespace Frugal.Grading.Containment;

/// <summary>A server in the student's process, asked over HTTP on a Unix socket in the scratch folder.</summary>
/// <remarks>Whatever it answers is untrusted: redirects are not followed, a link in place of the socket is not connected to, and headers, body and
/// time are bounded.</remarks>
public sealed class StudentServer : IDisposable
{
    private const int MostAttempts = 500;
    private const int MostHeaderKilobytes = 64;
    private const int AnnouncedBytes = 1_000_000;
    private static readonly ByteSize MostBody = ByteSize.Parse("4 MB");
    private readonly SocketFile socket;
    private readonly HttpClient client;
    private readonly Action confirmAlive;

    /// <summary>Connects to nothing yet.</summary>
    /// <param name="scratch">The folder of the socket.</param>
    /// <param name="socket">The name of the socket's file, directly in <paramref name="scratch"/>.</param>
    /// <param name="confirmAlive">Called when a connection ends without an answer: a call of the student's process, which says why it has ended.</param>
    /// <exception cref="FrugalException">The name is empty, or not directly in the folder.</exception>
    public StudentServer(Scratch scratch, string socket, Action confirmAlive)
    {
        ArgumentNullException.ThrowIfNull(scratch);
        this.socket = new SocketFile(scratch, socket);
        this.confirmAlive = confirmAlive;
        client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) => new NetworkStream(await ConnectAsync(cancellation).ConfigureAwait(false), ownsSocket: true),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            MaxResponseHeadersLength = MostHeaderKilobytes,
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.Zero,          // a connection for each request: the server may close the last one at any moment, even as the next request is sent on it
        })
        {
            BaseAddress = new Uri("http://student"),
            Timeout = Timeout.InfiniteTimeSpan,               // Limit holds for the body too
        };
    }

    /// <summary>Maximum time for a request and its complete answer.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Opens a connection.</summary>
    /// <exception cref="StudentFailure">There is a link in place of the socket.</exception>
    /// <exception cref="SocketException">Nobody listens.</exception>
    public async Task<Socket> ConnectAsync(CancellationToken cancellation = default)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await socket.ConnectAsync(cancellation).ConfigureAwait(false);
            }
            catch (SocketException full) when (full.SocketErrorCode == SocketError.WouldBlock && attempt < MostAttempts)
            {
                await Task.Delay(20, cancellation).ConfigureAwait(false);   // more connections wait than the system queues: the server is slow, not gone
            }
        }
    }

    /// <summary>Sends a request to a path of the server, <c>/api/health</c>, and disposes it.</summary>
    /// <exception cref="StudentFailure">There is no answer, or it is a redirect, or larger or slower than allowed.</exception>
    public async Task<ServerAnswer> SendAsync(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var what = $"{request.Method} {request.RequestUri?.OriginalString.Split('?')[0]}";
        request.Headers.ExpectContinue = request.Content?.Headers.ContentLength > AnnouncedBytes;   // so that a server can refuse a large body before it is sent
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            using (request)
            using (var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false))
            {
                return (int)response.StatusCode is >= 300 and < 400
                    ? throw new StudentFailure(Cause.WrongAnswer, $"The server answered {what} with {(int)response.StatusCode}, a redirect. Answer at the address that is asked.")
                    : new ServerAnswer(response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", response.Headers.RetryAfter?.Delta,
                        await ReadAsync(response.Content, limit.Token).ConfigureAwait(false)
                            ?? throw new StudentFailure(Cause.OutputFlood, $"The server answered {what} with more than {MostBody}. Send the answer alone, and end it."));
            }
        }
        catch (OperationCanceledException)
        {
            throw new StudentFailure(Cause.Timeout, string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"The server did not answer {what} completely within {Limit.TotalSeconds:0.#} s. Look for a loop without end or a lock that is never released."));
        }
        catch (HttpRequestException refused) when (refused.InnerException is StudentFailure failure)
        {
            throw failure;
        }
        catch (HttpRequestException large) when (large.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new StudentFailure(Cause.OutputFlood, $"The server answered {what} with more than {MostHeaderKilobytes} KB of headers. Put data into the body.");
        }
        catch (Exception ended) when (ended is HttpRequestException or IOException)
        {
            confirmAlive();
            throw new StudentFailure(Cause.WrongAnswer, $"The server closed the connection of {what} without a complete answer.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    /// <summary>The body; null if it has more bytes than allowed.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        using var stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var buffer = new byte[1 << 16];
        while (await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var count)
        {
            if (body.Length + count > MostBody.Bytes)
            {
                return null;
            }

            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }
}

/// <summary>The answer of a <see cref="StudentServer"/>; untrusted.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The media type without parameters; empty if the server names none.</param>
/// <param name="RetryAfter">How long the server asks to wait; null if it does not.</param>
/// <param name="Body">The complete body, at most 4 MB.</param>
public record ServerAnswer(HttpStatusCode Status, string ContentType, TimeSpan? RetryAfter, byte[] Body);
