using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Frugal.Texts;

/// <summary>The file of a <see cref="NgramClassifier"/>: <c>FNG1</c>, the length of the header, the header in JSON, the two matrices.</summary>
internal static class NgramClassifierFile
{
    private const int LongestHeader = 1 << 22;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static ReadOnlySpan<byte> Magic => "FNG1"u8;

    public static void Write(Stream stream, NgramClassifier model)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new Header(model.Options, model.Classes), Json);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, header.Length);
        stream.Write(Magic);
        stream.Write(length);
        stream.Write(header);
        stream.Write(MemoryMarshal.AsBytes(model.Table));
        stream.Write(MemoryMarshal.AsBytes(model.Output));
    }

    public static NgramClassifier Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Read(stream, path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException)
        {
            throw NgramClassifierErrors.Damaged(path, cause.Message.ReplaceLineEndings(" ").TrimEnd('.'), cause);
        }
    }

    private static NgramClassifier Read(FileStream stream, string path)
    {
        Span<byte> start = stackalloc byte[8];
        stream.ReadExactly(start);
        var length = BinaryPrimitives.ReadInt32LittleEndian(start[4..]);
        if (!start[..4].SequenceEqual(Magic) || length is < 2 or > LongestHeader || length > stream.Length)
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

        options.Validated();
        var numbers = (long)options.Dimension * (options.Buckets + classes.Count);
        if (stream.Length - stream.Position != 4 * numbers)
        {
            throw NgramClassifierErrors.Damaged(path, FormattableString.Invariant($"{stream.Length - stream.Position} bytes follow its header, not {4 * numbers}"));
        }

        var (table, output) = (new float[options.Buckets * options.Dimension], new float[classes.Count * options.Dimension]);
        stream.ReadExactly(MemoryMarshal.AsBytes(table.AsSpan()));
        stream.ReadExactly(MemoryMarshal.AsBytes(output.AsSpan()));
        return new(options, classes, table, output);
    }

    private sealed record Header(NgramClassifierOptions? Options, IReadOnlyList<string>? Classes);
}
