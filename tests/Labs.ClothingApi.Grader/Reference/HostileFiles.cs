using System.Buffers.Binary;
using System.IO.Compression;

namespace Labs.ClothingApi.Grader;

/// <summary>Uploads that nobody sends by accident.</summary>
internal static class HostileFiles
{
    /// <summary>A small PNG file, correct to the last checksum, of 30,000 x 30,000 pixels: 3.6 GB when decoded. It holds the first rows: enough to fill memory.</summary>
    public static byte[] Bomb() => Black(30_000, rows: 200);

    /// <summary>A whole PNG file of 4,800 x 4,800 pixels, as many as are allowed: 92 MB when decoded.</summary>
    public static byte[] Large() => Black(4_800, rows: 4_800);

    /// <summary>A black square of so many pixels a side, of which the file holds some rows.</summary>
    private static byte[] Black(int side, int rows)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), side);
        (header[8], header[9]) = (8, 2);                      // 8 bits, colour
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Zeros((3L * side + 1) * rows));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>A JPEG file whose one scan is repeated: a decoder goes over all pixels once per scan.</summary>
    public static byte[] ManyScans(byte[] jpeg)
    {
        var scan = jpeg.AsSpan().LastIndexOf((byte[])[0xFF, 0xDA]);
        return [.. jpeg[..scan], .. Enumerable.Repeat(jpeg[scan..^2], 480).SelectMany(bytes => bytes), .. jpeg[^2..]];
    }

    /// <summary>Begins like a JPEG file, and is a web page.</summary>
    public static byte[] Polyglot() => [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, .. "JFIF"u8, 0, .. "<html><script>alert(1)</script></html>"u8, .. new byte[2_000]];

    /// <summary>A picture with an archive behind it.</summary>
    public static byte[] WithArchive(byte[] picture)
    {
        using var file = new MemoryStream();
        file.Write(picture);
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = new StreamWriter(archive.CreateEntry("shell.php").Open()))
        {
            entry.Write("<?php system($_GET['c']); ?>");
        }

        return file.ToArray();
    }

    private static byte[] Zeros(long count)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var zeros = new byte[1 << 16];
            for (; count > 0; count -= zeros.Length)
            {
                zlib.Write(zeros, 0, (int)Math.Min(count, zeros.Length));
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        file.Write(number);
    }

    /// <summary>PNG's checksum (CRC-32, ISO 3309), bit by bit.</summary>
    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            }
        }

        return crc;
    }
}
