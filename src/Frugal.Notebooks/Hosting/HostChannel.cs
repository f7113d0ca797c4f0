using System.Buffers.Binary;
using System.Text.Json;

namespace Frugal.Notebooks.Hosting;

/// <summary>Messages over a pipe: a length of 4 bytes, then JSON. Any thread may send; one receives.</summary>
internal sealed class HostChannel(Stream pipe) : IDisposable
{
    private readonly Lock gate = new();

    /// <summary>Sends a message; blocks while the other side is slow. Returns false if the other side has disconnected.</summary>
    public bool Send(HostMessage message)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message, HostJson.Default.HostMessage);
        var frame = new byte[sizeof(int) + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, body.Length);
        body.CopyTo(frame, sizeof(int));
        try
        {
            lock (gate)
            {
                pipe.Write(frame);
                pipe.Flush();
            }

            return true;
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The messages of the other side, until it disconnects.</summary>
    public IEnumerable<HostMessage> Receive()
    {
        while (Read() is { } body)
        {
            yield return JsonSerializer.Deserialize(body, HostJson.Default.HostMessage)!;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => pipe.Dispose();

    private byte[]? Read()
    {
        try
        {
            Span<byte> length = stackalloc byte[sizeof(int)];
            pipe.ReadExactly(length);
            var body = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
            pipe.ReadExactly(body);
            return body;
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            return null;
        }
    }
}
