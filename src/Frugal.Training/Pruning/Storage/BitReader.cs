namespace Frugal.Pruning;

/// <summary>Reads what <see cref="BitWriter"/> wrote.</summary>
internal sealed class BitReader(byte[] bytes)
{
    private long place;

    /// <exception cref="InvalidDataException">Fewer bits are left than requested.</exception>
    public uint Read(int width)
    {
        if (place + width > bytes.LongLength * 8)
        {
            throw new InvalidDataException("the bits end too early");
        }

        var value = 0u;
        for (var i = 0; i < width; i++, place++)
        {
            value = value << 1 | (uint)(bytes[place >> 3] >> (int)(7 - (place & 7)) & 1);
        }

        return value;
    }
}
