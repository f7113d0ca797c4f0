namespace Frugal.Pruning;

/// <summary>Writes integers of any bit width, the highest bit first.</summary>
internal sealed class BitWriter
{
    private readonly List<byte> bytes = [];
    private int free;   // bits left in the last byte

    /// <summary>Bits written so far.</summary>
    public long Length => bytes.Count * 8L - free;

    public void Write(uint value, int width)
    {
        for (var bit = width - 1; bit >= 0; bit--)
        {
            if (free == 0)
            {
                bytes.Add(0);
                free = 8;
            }

            free--;
            bytes[^1] |= (byte)((value >> bit & 1) << free);
        }
    }

    /// <summary>The bytes; the last one is padded with zeros.</summary>
    public byte[] ToArray() => [.. bytes];
}
