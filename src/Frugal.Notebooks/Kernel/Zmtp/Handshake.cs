using System.Buffers.Binary;
using System.Text;

namespace Frugal.Notebooks.Kernel.Zmtp;

/// <summary>The greeting and the NULL handshake (RFC 37, "Formal Grammar" and "The NULL Security Mechanism").</summary>
internal static class Handshake
{
    /// <summary>The greeting's length in octets.</summary>
    public const int GreetingLength = 64;

    private const int LargestCommand = 4096;
    private const int LongestIdentity = 255;

    /// <summary>Signature, version 3.1, mechanism NULL, as-server off, filler.</summary>
    public static byte[] Greeting()
    {
        var greeting = new byte[GreetingLength];
        greeting[0] = 0xff;
        greeting[9] = 0x7f;
        greeting[10] = 3;
        greeting[11] = 1;
        "NULL"u8.CopyTo(greeting.AsSpan(12));
        return greeting;
    }

    /// <exception cref="ZmtpException">Another protocol, an older version or another mechanism was announced.</exception>
    public static void CheckGreeting(ReadOnlySpan<byte> greeting)
    {
        if (greeting[0] != 0xff || (greeting[9] & 1) == 0)
        {
            throw new ZmtpException("the peer does not speak ZMTP");
        }

        if (greeting[10] < 3)
        {
            throw new ZmtpException($"the peer speaks ZMTP {greeting[10]}; 3.0 or later is wanted");
        }

        if (!greeting[12..32].TrimEnd((byte)0).SequenceEqual("NULL"u8))
        {
            throw new ZmtpException("the peer wants another security mechanism than NULL");
        }
    }

    /// <summary>The READY command of a socket of type <paramref name="socketType"/>.</summary>
    public static Frame Ready(string socketType)
    {
        using var body = new MemoryStream();
        body.Write([5, .. "READY"u8, 11, .. "Socket-Type"u8]);
        Span<byte> size = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, socketType.Length);
        body.Write(size);
        body.Write(Encoding.ASCII.GetBytes(socketType));
        return new Frame(body.ToArray(), Command: true);
    }

    /// <summary>The properties of a READY command, by lower-case name.</summary>
    /// <exception cref="ZmtpException">The frame is not a READY command, or its properties are malformed.</exception>
    public static IReadOnlyDictionary<string, byte[]> ParseReady(Frame frame)
    {
        ReadOnlySpan<byte> rest = frame.Body;
        if (!frame.Command || !rest.StartsWith("\u0005READY"u8))
        {
            throw new ZmtpException("the peer did not send READY");
        }

        rest = rest[6..];
        Dictionary<string, byte[]> properties = [];
        while (rest.Length > 0)
        {
            var name = rest[0];
            if (rest.Length < 1 + name + 4)
            {
                throw new ZmtpException("a property of READY is cut short");
            }

            var size = BinaryPrimitives.ReadInt32BigEndian(rest[(1 + name)..]);
            var value = rest[(1 + name + 4)..];
            if (size < 0 || size > value.Length)
            {
                throw new ZmtpException("a property of READY is cut short");
            }

            properties[Encoding.ASCII.GetString(rest[1..(1 + name)]).ToLowerInvariant()] = value[..size].ToArray();
            rest = value[size..];
        }

        return properties;
    }

    /// <summary>Exchanges greetings, performs the handshake as <paramref name="socketType"/>, and returns the peer's identity; empty if it has none.</summary>
    public static async Task<byte[]> RunAsync(Stream stream, string socketType, CancellationToken stop)
    {
        await stream.WriteAsync(Greeting(), stop).ConfigureAwait(false);
        var greeting = new byte[GreetingLength];
        await stream.ReadExactlyAsync(greeting, stop).ConfigureAwait(false);
        CheckGreeting(greeting);
        using var ready = new MemoryStream();
        Ready(socketType).WriteTo(ready);
        await stream.WriteAsync(ready.GetBuffer().AsMemory(0, (int)ready.Length), stop).ConfigureAwait(false);
        var answer = await Frame.ReadAsync(stream, LargestCommand, stop).ConfigureAwait(false) ?? throw new EndOfStreamException();
        var identity = ParseReady(answer).GetValueOrDefault("identity", []);
        return identity.Length <= LongestIdentity ? identity : throw new ZmtpException($"an identity of {identity.Length} bytes; {LongestIdentity} are allowed");
    }
}
