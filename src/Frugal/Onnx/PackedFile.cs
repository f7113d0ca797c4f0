using System.IO.Compression;

namespace Frugal.Onnx;

/// <summary>
/// ONNX files compressed with Brotli (RFC 7932), <c>model.onnx.br</c>: entropy coding makes files with zeros and repeated values in the weights
/// smaller, and the loaded model is identical. It saves bytes only on disk and in transfer: the model's size in memory does not change.
/// </summary>
public static class PackedFile
{
    /// <summary>The extension of a packed file.</summary>
    public const string Extension = ".br";

    private const int Buffer = 1 << 16;

    /// <summary>Whether <paramref name="path"/> names a packed file.</summary>
    public static bool Is(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A stream that writes to <paramref name="file"/> in packed form; <paramref name="file"/> stays open.</summary>
    internal static Stream Pack(Stream file) => new BrotliStream(file, CompressionLevel.SmallestSize, leaveOpen: true);

    /// <exception cref="FrugalException">The file is damaged, or larger than an ONNX file can be.</exception>
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
