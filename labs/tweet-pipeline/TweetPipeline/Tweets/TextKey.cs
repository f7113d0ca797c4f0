using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TweetPipeline.Tweets;

/// <summary>A text as 16 bytes: half of its SHA-256, which nobody can make collide, as authors of tweets could with a plain hash.</summary>
public static class TextKey
{
    /// <summary>The key of a text.</summary>
    public static UInt128 Of(ReadOnlySpan<char> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
