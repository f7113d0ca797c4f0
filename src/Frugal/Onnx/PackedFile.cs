using System.IO.Compression;

namespace Frugal.Onnx;

/// <summary>
/// ONNX files packed by Brotli (RFC 7932), <c>model.onnx.br</c>: entropy coding takes from the disk what zeros and repeated values in the weights are
/// worth, and gives the same model back when it is loaded. It saves bytes on disk and on the wire alone: in memory the model is what it was.
/// </summary>
public static class PackedFile
{
    /// <summary>How the name of a packed file ends.</summary>
    public const string Extension = ".br";

    private const int Buffer = 1 << 16;

    /// <summary>Whether <paramref name="path"/> names a packed file.</summary>
    public static bool Is(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What is written to the result arrives packed in <paramref name="file"/>, which stays open.</summary>
    internal static Stream Pack(Stream file) => new BrotliStream(file, CompressionLevel.SmallestSize, leaveOpen: true);

    /// <exception cref="FrugalException">The file is damaged, or holds more than an ONNX file can.</exception>
    internal static byte[] Unpack(string path)
    {
        using var file = File.OpenRead(path);
        using var packed = new BrotliStream(file, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        var buffer = new byte[Buffer];
        try
        {
            for (int count; (count = packed.Read(buffer)) > 0;)
            {
                bytes.Write(buffer, 0, count);
                if (bytes.Length > OnnxFile.LargestFile - Buffer)
                {
                    throw OnnxErrors.TooLarge(path, bytes.Length);
                }
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or InvalidOperationException)
        {
            throw OnnxErrors.NotOnnx(path, "it cannot be unpacked, it is cut off or not packed by Brotli", failure);
        }

        return bytes.ToArray();
    }
}
