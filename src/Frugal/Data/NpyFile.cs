using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Frugal.Data;

/// <summary>An array in NumPy's file format, versions 1 to 3, row-major and little-endian (NumPy, "NEP 1: a simple file format for NumPy arrays").</summary>
/// <param name="Type">The element type: <c>f4</c>, <c>f8</c>, <c>i4</c>, <c>i8</c>, <c>u1</c> or <c>b1</c>.</param>
/// <param name="Shape">The dimensions.</param>
/// <param name="Bytes">The elements' bytes.</param>
internal sealed partial record NpyFile(string Type, long[] Shape, byte[] Bytes)
{
    private static readonly Dictionary<string, int> Sizes = new() { ["f4"] = 4, ["f8"] = 8, ["i4"] = 4, ["i8"] = 8, ["u1"] = 1, ["b1"] = 1 };

    /// <exception cref="FrugalException">The file is missing, not a NumPy array, or of an unsupported type or layout.</exception>
    public static NpyFile Read(string path)
    {
        byte[] file;
        try
        {
            file = File.ReadAllBytes(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new FrugalException($"{path}: cannot be read ({cause.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Check that it is a file that you have permission to read.", cause);
        }

        if (file.Length < 12 || file[0] != 0x93 || !file.AsSpan(1, 5).SequenceEqual("NUMPY"u8))
        {
            throw Broken(path, "it does not start with a NumPy header");
        }

        var (start, length) = file[6] == 1 ? (10, BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8))) : (12, (long)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(8)));
        if (start + length > file.Length)
        {
            throw Broken(path, "its header is cut off");
        }

        var header = Encoding.UTF8.GetString(file, start, (int)length);
        var (type, shape) = (Description().Match(header), Dimensions().Match(header));
        if (!type.Success || !shape.Success || !Sizes.TryGetValue(type.Groups[1].Value, out var size) || header.Contains("'fortran_order': True", StringComparison.Ordinal))
        {
            throw Broken(path, $"its header says {header.Trim()}; known are little-endian {string.Join(", ", Sizes.Keys)} in C order");
        }

        long[] dims = [.. shape.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(dim => long.Parse(dim, CultureInfo.InvariantCulture))];
        var bytes = file[(int)(start + length)..];
        return bytes.Length == dims.Aggregate((long)size, (product, dim) => product * dim)
            ? new NpyFile(type.Groups[1].Value, dims, bytes)
            : throw Broken(path, $"it holds {bytes.Length:N0} bytes, its shape [{string.Join(", ", dims)}] wants another number");
    }

    private static FrugalException Broken(string path, string what) => new($"{path}: {what}. Write it with numpy.save.");

    [GeneratedRegex(@"'descr':\s*'[<|]([a-z]\d)'")]
    private static partial Regex Description();

    [GeneratedRegex(@"'shape':\s*\(([\d,\s]*)\)")]
    private static partial Regex Dimensions();
}
