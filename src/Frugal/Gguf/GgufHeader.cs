using System.Numerics;

namespace Frugal.Gguf;

/// <summary>What stands before the tensors' bytes in a GGUF file: version, metadata, and the list of tensors (GGUF specification, "File Structure").</summary>
internal sealed record GgufHeader(int Version, int Alignment, GgufMetadata Metadata, IReadOnlyList<GgufTensor> Tensors)
{
    /// <summary><c>GGUF</c> in ASCII, as a little-endian number.</summary>
    public const uint Magic = 0x46554747;

    public const int NewestVersion = 3;
    public const int DefaultAlignment = 32;
    public const int MostDimensions = 4;
    public const int LongestKey = 65_535;
    public const int LongestName = 64;

    /// <summary>Version 2 has the same layout as version 3, which only adds files of the other byte order; version 1 has 32-bit lengths.</summary>
    private const int OldestVersion = 2;

    /// <summary>A key's length and one letter, a type, one byte.</summary>
    private const int SmallestPair = 8 + 1 + 4 + 1;

    /// <summary>A name's length and one letter, a number of dimensions, a type, an offset.</summary>
    private const int SmallestTensor = 8 + 1 + 4 + 4 + 8;

    public static GgufHeader Read(GgufBytes bytes, string file)
    {
        var reader = new GgufReader(bytes, file);
        if (reader.Left < sizeof(uint) || reader.Number<uint>("the magic number") != Magic)
        {
            throw GgufErrors.NotGguf(file, "it does not start with the letters GGUF");
        }

        var version = VersionOf(reader.Number<uint>("the version"), file);
        var tensors = reader.Count("tensors", SmallestTensor);
        var metadata = ReadMetadata(reader, file);
        var alignment = AlignmentOf(metadata, file);
        return new GgufHeader(version, alignment, metadata, ReadTensors(reader, tensors, alignment, bytes.Length, file));
    }

    private static int VersionOf(uint version, string file) => version is >= OldestVersion and <= NewestVersion ? (int)version
        : throw ((version & 0xFFFF) == 0 && version != 0 ? GgufErrors.BigEndian(file) : GgufErrors.Version(file, version));

    private static GgufMetadata ReadMetadata(GgufReader reader, string file)
    {
        var values = new OrderedDictionary<string, GgufValue>();
        var count = reader.Count("metadata keys", SmallestPair);
        for (var i = 0; i < count; i++)
        {
            var key = reader.Name("a metadata key", LongestKey);
            if (!values.TryAdd(key, reader.Value($"key {GgufErrors.Quote(key)}")))
            {
                throw GgufErrors.Twice(file, "key", key);
            }
        }

        return new GgufMetadata(file, values);
    }

    private static int AlignmentOf(GgufMetadata metadata, string file)
    {
        var alignment = metadata.Integer(GgufKeys.Alignment) ?? DefaultAlignment;
        return alignment is > 0 and <= int.MaxValue && BitOperations.IsPow2(alignment) ? (int)alignment : throw GgufErrors.Alignment(file, alignment);
    }

    private static GgufTensor[] ReadTensors(GgufReader reader, int count, int alignment, long length, string file)
    {
        var infos = new (string Name, long[] Shape, GgufType Type, long Offset, long Bytes)[count];
        var names = new HashSet<string>();
        for (var i = 0; i < count; i++)
        {
            infos[i] = ReadTensor(reader, alignment, file);
            if (!names.Add(infos[i].Name))
            {
                throw GgufErrors.Twice(file, "tensor", infos[i].Name);
            }
        }

        var start = Align(reader.Position, alignment);
        GgufTensor[] tensors = [.. infos.Select(info => info.Offset <= length - start && info.Bytes <= length - start - info.Offset
            ? new GgufTensor(info.Name, info.Shape, info.Type, start + info.Offset, info.Bytes)
            : throw GgufErrors.OutOfFile(file, info.Name, info.Bytes, (Int128)start + info.Offset, length))];
        RefuseOverlap(tensors, file);
        return tensors;
    }

    private static (string Name, long[] Shape, GgufType Type, long Offset, long Bytes) ReadTensor(GgufReader reader, int alignment, string file)
    {
        var name = reader.Name("a tensor's name", LongestName);
        var what = $"tensor {GgufErrors.Quote(name)}";
        var dimensions = reader.Number<uint>(what);
        if (dimensions > MostDimensions)
        {
            throw GgufErrors.Tensor(file, name, FormattableString.Invariant($"it has {dimensions} dimensions; at most {MostDimensions} are allowed"));
        }

        var shape = new long[dimensions];
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = reader.Number<long>(what);
        }

        var type = TypeOf(reader.Number<int>(what), file, name);
        var offset = reader.Number<long>(what);
        if (shape.Any(dim => dim < 1))
        {
            throw GgufErrors.Tensor(file, name, $"its shape is [{string.Join(", ", shape)}]; each dimension must be at least 1");
        }

        if (offset < 0 || offset % alignment != 0)
        {
            throw GgufErrors.Tensor(file, name, FormattableString.Invariant($"its offset is {(ulong)offset:N0}; it must be a multiple of the alignment, {alignment}"));
        }

        return (name, shape, type, offset, type.BytesOf(shape) ?? throw GgufErrors.Tensor(file, name,
            $"its shape is [{string.Join(", ", shape)}] in {type}; a row must be a multiple of {type.BlockSize}, and the product must fit in 63 bits"));
    }

    private static GgufType TypeOf(int number, string file, string name)
    {
        try
        {
            return GgufType.Of(number);
        }
        catch (FrugalException failure)
        {
            throw GgufErrors.Tensor(file, name, failure.Message.TrimEnd('.'), failure);
        }
    }

    private static void RefuseOverlap(GgufTensor[] tensors, string file)
    {
        GgufTensor[] sorted = [.. tensors.OrderBy(tensor => tensor.Offset)];
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i - 1].Offset + sorted[i - 1].Bytes > sorted[i].Offset)
            {
                throw GgufErrors.Tensor(file, sorted[i].Name, $"its bytes overlap those of tensor {GgufErrors.Quote(sorted[i - 1].Name)}");
            }
        }
    }

    /// <summary>The next multiple of the alignment.</summary>
    internal static long Align(long position, int alignment) => (position + alignment - 1) / alignment * alignment;
}
