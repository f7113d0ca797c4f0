using System.Security.Cryptography;
using System.Text;

namespace Frugal.Notebooks.Kernel;

/// <summary>HMAC-SHA256 over header, parent header, metadata and content, as lower-case hexadecimal digits ("The Wire Protocol").</summary>
internal sealed class MessageSigner(string key)
{
    private readonly byte[] key = Encoding.UTF8.GetBytes(key);

    /// <summary>Computes the signature; empty without a key.</summary>
    public string Sign(params IEnumerable<byte[]> parts)
    {
        if (key.Length == 0)
        {
            return "";
        }

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var part in parts)
        {
            hash.AppendData(part);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Whether <paramref name="signature"/> matches <paramref name="parts"/>; compared in constant time.</summary>
    public bool Verify(ReadOnlySpan<byte> signature, params IEnumerable<byte[]> parts) =>
        key.Length == 0 || CryptographicOperations.FixedTimeEquals(signature, Encoding.ASCII.GetBytes(Sign(parts)));
}
