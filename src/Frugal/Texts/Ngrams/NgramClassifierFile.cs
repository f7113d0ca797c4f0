using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Frugal.Texts;

/// <summary>
/// The file of a <see cref="NgramClassifier"/>: <c>FNG1</c>, the length of the header, the header in JSON, the two matrices; of a <see cref="QuantizedNgramClassifier"/>:
/// <c>FNQ1</c>, the same header, codes, centroids, the matrix of the classes.
/// </summary>
internal static class NgramClassifierFile
{
    private const int LongestHeader = 1 << 22;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static ReadOnlySpan<byte> Magic => "FNG1"u8;

    private static ReadOnlySpan<byte> QuantizedMagic => "FNQ1"u8;

    public static void Write(Stream stream, NgramClassifier model)
    {
        Begin(stream, Magic, model.Options, model.Classes);
        stream.Write(MemoryMarshal.AsBytes(model.Table));
        stream.Write(MemoryMarshal.AsBytes(model.Output));
    }

    public static void Write(Stream stream, QuantizedNgramClassifier model)
    {
        Begin(stream, QuantizedMagic, model.Options, model.Classes);
        stream.Write(model.Codes);
        stream.Write(MemoryMarshal.AsBytes(model.Centroids));
        stream.Write(MemoryMarshal.AsBytes(model.Output));
    }

    public static NgramClassifier Read(string path) => Open(path, stream =>
    {
        var (options, classes) = ReadHeader(stream, path, Magic);
        var (table, output) = (new float[options.Buckets * options.Dimension], new float[classes.Count * options.Dimension]);
        CheckRest(stream, path, 4L * (table.LongLength + output.LongLength));
        stream.ReadExactly(MemoryMarshal.AsBytes(table.AsSpan()));
        stream.ReadExactly(MemoryMarshal.AsBytes(output.AsSpan()));
        return new NgramClassifier(options, classes, table, output);
    });

    public static QuantizedNgramClassifier ReadQuantized(string path) => Open(path, stream =>
    {
        var (options, classes) = ReadHeader(stream, path, QuantizedMagic);
        if (options.Dimension % QuantizedNgramClassifier.Part != 0)
        {
            throw NgramClassifierErrors.Damaged(path, "its rows have an odd length");
        }

        var codes = new byte[options.Buckets * options.Dimension / QuantizedNgramClassifier.Part];
        var (centroids, output) = (new float[options.Dimension * ProductQuantizer.Centroids], new float[classes.Count * options.Dimension]);
        CheckRest(stream, path, codes.LongLength + (4L * (centroids.LongLength + output.LongLength)));
        stream.ReadExactly(codes);
        stream.ReadExactly(MemoryMarshal.AsBytes(centroids.AsSpan()));
        stream.ReadExactly(MemoryMarshal.AsBytes(output.AsSpan()));
        return new QuantizedNgramClassifier(options, classes, codes, centroids, output);
    });

    private static void Begin(Stream stream, ReadOnlySpan<byte> magic, NgramClassifierOptions options, IReadOnlyList<string> classes)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new Header(options, classes), Json);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, header.Length);
        stream.Write(magic);
        stream.Write(length);
        stream.Write(header);
    }

    private static T Open<T>(string path, Func<FileStream, T> read)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return read(stream);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException)
        {
            throw NgramClassifierErrors.Damaged(path, cause.Message.ReplaceLineEndings(" ").TrimEnd('.'), cause);
        }
    }

    private static (NgramClassifierOptions Options, IReadOnlyList<string> Classes) ReadHeader(FileStream stream, string path, ReadOnlySpan<byte> magic)
    {
        Span<byte> start = stackalloc byte[8];
        stream.ReadExactly(start);
        var length = BinaryPrimitives.ReadInt32LittleEndian(start[4..]);
        if (!start[..4].SequenceEqual(magic) || length is < 2 or > LongestHeader || length > stream.Length)
        {
            throw NgramClassifierErrors.Damaged(path, "it does not begin as one");
        }

        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        var header = JsonSerializer.Deserialize<Header>(bytes, Json);
        if (header is not { Options: { } options, Classes: { Count: >= 2 and <= 10_000 } classes } || classes.Any(name => name is null))
        {
            throw NgramClassifierErrors.Damaged(path, "its header is incomplete");
        }

        return (options.Validated(), classes);
    }

    private static void CheckRest(FileStream stream, string path, long bytes)
    {
        if (stream.Length - stream.Position != bytes)
        {
            throw NgramClassifierErrors.Damaged(path, FormattableString.Invariant($"{stream.Length - stream.Position} bytes follow its header, not {bytes}"));
        }
    }

    private sealed record Header(NgramClassifierOptions? Options, IReadOnlyList<string>? Classes);
}
