using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Frugal.Grading.Tasks;

/// <summary>
/// Random numbers that cannot be computed from earlier ones: AES-128 in counter mode (NIST SP 800-38A, section 6.5). <see cref="Random"/> with a seed
/// is linear in it, so that a program that has seen a few inputs could compute all later ones.
/// </summary>
internal sealed class KeyedRandom : Random, IDisposable
{
    private const int BlockSize = 16;
    private readonly Aes aes = Aes.Create();
    private readonly byte[] buffer = new byte[256 * BlockSize];
    private ulong blocks;
    private int used;

    /// <summary>A generator with a key of 16 bytes.</summary>
    public KeyedRandom(byte[] key)
    {
        aes.Key = key;
        used = buffer.Length;
    }

    /// <inheritdoc/>
    public override void NextBytes(Span<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            Refill();
            var count = Math.Min(buffer.Length, this.buffer.Length - used);
            this.buffer.AsSpan(used, count).CopyTo(buffer);
            used += count;
            buffer = buffer[count..];
        }
    }

    /// <inheritdoc/>
    public override void NextBytes(byte[] buffer) => NextBytes(buffer.AsSpan());

    /// <inheritdoc/>
    public override int Next() => (int)Below(int.MaxValue);

    /// <inheritdoc/>
    public override int Next(int maxValue) => Next(0, maxValue);

    /// <inheritdoc/>
    public override int Next(int minValue, int maxValue) => (int)NextInt64(minValue, maxValue);

    /// <inheritdoc/>
    public override long NextInt64() => (long)Below(long.MaxValue);

    /// <inheritdoc/>
    public override long NextInt64(long maxValue) => NextInt64(0, maxValue);

    /// <inheritdoc/>
    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return minValue == maxValue ? minValue : minValue + (long)Below((ulong)(maxValue - minValue));
    }

    /// <inheritdoc/>
    public override double NextDouble() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <inheritdoc/>
    public override float NextSingle() => (Bits() >> 40) * (1.0f / (1U << 24));

    /// <inheritdoc/>
    public void Dispose() => aes.Dispose();

    /// <inheritdoc/>
    protected override double Sample() => NextDouble();

    /// <summary>A whole number from 0 to below <paramref name="limit"/>, each equally likely.</summary>
    private ulong Below(ulong limit)
    {
        var most = ulong.MaxValue - (ulong.MaxValue % limit);
        ulong bits;
        do
        {
            bits = Bits();
        }
        while (bits >= most);
        return bits % limit;
    }

    private ulong Bits()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        NextBytes(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    private void Refill()
    {
        if (used < buffer.Length)
        {
            return;
        }

        Array.Clear(buffer);
        for (var block = 0; block < buffer.Length; block += BlockSize)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(buffer.AsSpan(block), blocks++);
        }

        aes.EncryptEcb(buffer, buffer, PaddingMode.None);
        used = 0;
    }
}
