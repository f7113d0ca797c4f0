using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TweetPipeline.Models;

/// <summary>Tells files of weights apart by their content, so that workers on several machines know that they have the same model.</summary>
public static class WeightsPrint
{
    private const int Slice = 1 << 16, Slices = 256;

    /// <summary>
    /// Sixteen hexadecimal digits: a hash of the length and of the content; of a file above 16 MB, of 256 slices of 64 kB that are spread over it from its first byte to its last. Weights that were trained
    /// further differ everywhere, and several gigabytes are not read at each start.
    /// </summary>
    public static string Of(string file)
    {
        using var stream = File.OpenRead(file);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Slice];
        BinaryPrimitives.WriteInt64LittleEndian(buffer, stream.Length);
        hash.AppendData(buffer.AsSpan(0, sizeof(long)));
        var (last, isSmall) = (stream.Length - Slice, stream.Length <= (long)Slice * Slices);
        for (var i = 0; i < Slices; i++)
        {
            stream.Position = isSmall ? Math.Min((long)i * Slice, stream.Length) : last * i / (Slices - 1);
            hash.AppendData(buffer.AsSpan(0, stream.ReadAtLeast(buffer, Slice, throwOnEndOfStream: false)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
