using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Frugal.Notebooks.Kernel;

/// <summary>Messages as frames: identities, <c>&lt;IDS|MSG&gt;</c>, signature, header, parent header, metadata, content.</summary>
internal sealed class WireFormat(MessageSigner signer)
{
    /// <summary>The protocol version of this kernel.</summary>
    public const string ProtocolVersion = "5.4";

    private const int Parts = 4;
    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly string session = Guid.NewGuid().ToString();

    public IReadOnlyList<byte[]> Write(JupyterMessage message)
    {
        byte[][] parts = [.. new[] { message.Header, message.Parent, message.Metadata, message.Content }.Select(part => Encoding.UTF8.GetBytes(part.ToJsonString(Compact)))];
        return [.. message.Identities, Delimiter, Encoding.ASCII.GetBytes(signer.Sign(parts)), .. parts];
    }

    /// <summary>Reads a message received from the peer <paramref name="identity"/>.</summary>
    /// <exception cref="InvalidDataException">Frames are missing, the signature is wrong, or a part is not a JSON object.</exception>
    public JupyterMessage Read(byte[] identity, IReadOnlyList<byte[]> frames)
    {
        var at = frames.Index().FirstOrDefault(frame => frame.Item.AsSpan().SequenceEqual(Delimiter), (-1, [])).Item1;
        if (at < 0 || frames.Count < at + 2 + Parts)
        {
            throw new InvalidDataException("a message without its delimiter or its parts");
        }

        byte[][] parts = [.. frames.Skip(at + 2).Take(Parts)];
        if (!signer.Verify(frames[at + 1], parts))
        {
            throw new InvalidDataException("a message whose signature is not right");
        }

        return new JupyterMessage(Parse(parts[0]), Parse(parts[3])) { Parent = Parse(parts[1]), Metadata = Parse(parts[2]), Identities = [identity, .. frames.Take(at)] };
    }

    public JsonObject Header(string type) => new()
    {
        ["msg_id"] = Guid.NewGuid().ToString(),
        ["session"] = session,
        ["username"] = "kernel",
        ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        ["msg_type"] = type,
        ["version"] = ProtocolVersion,
    };

    private static JsonObject Parse(byte[] part)
    {
        try
        {
            return JsonNode.Parse(part) as JsonObject ?? throw new InvalidDataException("a message with a part that is no JSON object");
        }
        catch (JsonException)
        {
            throw new InvalidDataException("a message with a part that is no JSON");
        }
    }
}
