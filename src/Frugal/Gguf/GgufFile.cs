namespace Frugal.Gguf;

/// <summary>
/// A language model in GGUF, the file format of llama.cpp: metadata, and tensors that stay on disk until they are read (GGUF specification, versions 2 and 3).
/// The file is mapped read-only: its bytes are loaded by the system page by page, and count as file-backed memory.
/// </summary>
/// <remarks>
/// Every length in the file is checked before it is used. The file must not shrink while it is open: the system ends a process that reads a mapped page beyond the end.
/// Reading is safe from several threads; a span from <see cref="Data(GgufTensor)"/> must not be used after <see cref="Dispose"/>.
/// </remarks>
public sealed class GgufFile : IDisposable
{
    /// <summary>Weights that are converted at a time, if a row is not longer.</summary>
    private const int Part = 1 << 20;

    private readonly GgufBytes bytes;
    private readonly GgufHeader header;
    private readonly Dictionary<string, GgufTensor> byName;

    private GgufFile(string path, GgufBytes bytes)
    {
        (Path, this.bytes, header) = (path, bytes, GgufHeader.Read(bytes, path));
        byName = header.Tensors.ToDictionary(tensor => tensor.Name);
        Types = [.. header.Tensors.GroupBy(tensor => tensor.Type).Select(group => new GgufTypeUse(group.Key, group.Count(), group.Sum(tensor => tensor.Weights), group.Sum(tensor => tensor.Bytes)))
            .OrderByDescending(use => use.Bytes)];
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The version of the format: 2 or 3.</summary>
    public int Version => header.Version;

    /// <summary>The multiple of bytes at which each tensor begins.</summary>
    public int Alignment => header.Alignment;

    /// <summary>The size of the file in bytes.</summary>
    public long Bytes => bytes.Length;

    /// <summary>The values that describe the model, in the file's order.</summary>
    public GgufMetadata Metadata => header.Metadata;

    /// <summary>The tensors, in the file's order.</summary>
    public IReadOnlyList<GgufTensor> Tensors => header.Tensors;

    /// <summary>The number of weights in all tensors.</summary>
    public long Weights => Types.Sum(use => use.Weights);

    /// <summary>Real bits per weight: all bytes of the file, with scales, metadata and padding, by the number of weights. Null for a file without tensors.</summary>
    public double? BitsPerWeight => Weights > 0 ? 8.0 * Bytes / Weights : null;

    /// <summary>The types of the tensors, the one with most bytes first.</summary>
    public IReadOnlyList<GgufTypeUse> Types { get; }

    /// <summary>The model's architecture: <c>llama</c> for one.</summary>
    /// <exception cref="FrugalException">The file does not name it.</exception>
    public string Architecture => Metadata.Text(GgufKeys.Architecture) ?? throw GgufErrors.MissingKey(Path, GgufKeys.Architecture);

    /// <summary>Opens a file, and reads everything but the tensors' bytes. A symbolic link is followed.</summary>
    /// <exception cref="FrugalException">The file is missing, not a regular file, not GGUF, of another version, cut off, or contradicts itself.</exception>
    public static GgufFile Open(string path) => Read(GgufBytes.Map(path), path);

    /// <summary>The tensor with this name.</summary>
    /// <exception cref="FrugalException">There is none.</exception>
    public GgufTensor Tensor(string name) => byName.TryGetValue(name, out var tensor) ? tensor : throw GgufErrors.MissingTensor(Path, name);

    /// <summary>A tensor's bytes as they lie in the file: a view of the mapping, valid until <see cref="Dispose"/>.</summary>
    /// <exception cref="FrugalException">The tensor is of another file, or has 2 GiB or more: read it in parts.</exception>
    public ReadOnlySpan<byte> Data(GgufTensor tensor) =>
        Own(tensor).Bytes <= int.MaxValue ? bytes.Slice(tensor.Offset, (int)tensor.Bytes) : throw GgufErrors.TooLarge(Path, tensor.Name, tensor.Bytes);

    /// <summary>The bytes of whole rows of a tensor: a view of the mapping, valid until <see cref="Dispose"/>.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="firstRow">The first row.</param>
    /// <param name="rows">The number of rows.</param>
    /// <exception cref="FrugalException">The tensor is of another file, lacks these rows, or they have 2 GiB or more.</exception>
    public ReadOnlySpan<byte> Data(GgufTensor tensor, long firstRow, int rows)
    {
        var rowBytes = Own(tensor).Bytes / tensor.Rows;
        return firstRow < 0 || rows < 0 || firstRow > tensor.Rows - rows ? throw GgufErrors.Rows(Path, tensor, firstRow, rows * tensor.RowLength)
            : rowBytes * (Int128)rows > int.MaxValue ? throw GgufErrors.TooLarge(Path, tensor.Name, tensor.Bytes)
            : bytes.Slice(tensor.Offset + firstRow * rowBytes, (int)(rowBytes * rows));
    }

    /// <summary>A tensor's numbers as floats, in the order of the file.</summary>
    /// <exception cref="FrugalException">The tensor is of another file, of a type that <see cref="GgufDequantizer"/> does not convert, or too large for one array: read it by rows.</exception>
    public float[] Floats(GgufTensor tensor)
    {
        RefuseType(Own(tensor));
        var floats = tensor.Weights <= Array.MaxLength ? new float[tensor.Weights] : throw GgufErrors.TooLarge(Path, tensor.Name, tensor.Bytes);
        ReadRows(tensor, 0, floats);
        return floats;
    }

    /// <summary>Converts whole rows of a tensor to floats.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="firstRow">The first row.</param>
    /// <param name="floats">Receives the rows: a multiple of <see cref="GgufTensor.RowLength"/>.</param>
    /// <exception cref="FrugalException">The tensor is of another file, lacks these rows, or is of a type that <see cref="GgufDequantizer"/> does not convert.</exception>
    public void ReadRows(GgufTensor tensor, long firstRow, Span<float> floats)
    {
        RefuseType(Own(tensor));
        if (floats.Length % tensor.RowLength != 0)
        {
            throw GgufErrors.Rows(Path, tensor, firstRow, floats.Length);
        }

        // In parts: the bytes of all rows could exceed a span.
        var part = (int)Math.Clamp(Part / tensor.RowLength, 1, int.MaxValue);
        while (!floats.IsEmpty)
        {
            var rows = (int)Math.Min(part, floats.Length / tensor.RowLength);
            var numbers = rows * (int)tensor.RowLength;
            GgufDequantizer.Dequantize(tensor.Type, Data(tensor, firstRow, rows), floats[..numbers]);
            firstRow += rows;
            floats = floats[numbers..];
        }
    }

    /// <summary>Ends the mapping. Spans of this file become invalid.</summary>
    public void Dispose() => bytes.Dispose();

    /// <summary>Reads a file from memory.</summary>
    internal static GgufFile Parse(byte[] file, string name) => Read(GgufBytes.Pin(file), name);

    private static GgufFile Read(GgufBytes bytes, string path)
    {
        try
        {
            return new GgufFile(path, bytes);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private GgufTensor Own(GgufTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return byName.TryGetValue(tensor.Name, out var own) && own == tensor ? tensor : throw GgufErrors.ForeignTensor(Path, tensor.Name);
    }

    private static void RefuseType(GgufTensor tensor)
    {
        if (!tensor.Type.CanDequantize)
        {
            throw GgufErrors.CannotDequantize(tensor.Type);
        }
    }
}
