using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Frugal.Gguf;

/// <summary>
/// Writes a GGUF file, version 3: collects metadata and tensors, and streams them to disk in <see cref="Save"/>. The tensors' bytes are asked for one tensor after the other,
/// so that the memory needed is that of the largest.
/// </summary>
public sealed partial class GgufWriter
{
    /// <summary>llama.cpp keeps names with a final zero in 64 bytes.</summary>
    private const int LongestName = GgufHeader.LongestName - 1;

    /// <summary>The version of ggml's quantised formats (<c>GGML_QNT_VERSION</c>).</summary>
    private const uint QuantizationVersion = 2;

    private readonly OrderedDictionary<string, GgufValue> metadata = [];
    private readonly OrderedDictionary<string, PlannedTensor> tensors = [];

    /// <summary>Starts a file for a model of an architecture: <c>llama</c> for one.</summary>
    public GgufWriter(string architecture) => Set(GgufKeys.Architecture, GgufValue.Of(architecture));

    /// <summary>Sets a metadata value, or replaces it.</summary>
    /// <exception cref="FrugalException">The key is not printable ASCII without spaces, or <c>general.alignment</c> is not a power of two.</exception>
    public GgufWriter Set(string key, GgufValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!Key().IsMatch(key) || key.Length > GgufHeader.LongestKey)
        {
            throw GgufErrors.Unwritable($"the key {GgufErrors.Quote(key)} must be 1 to {GgufHeader.LongestKey:N0} printable ASCII characters without spaces, such as llama.block_count");
        }

        if (key == GgufKeys.Alignment && !(value.Type == GgufValueType.UInt32 && value.AsInteger() is > 0 and <= int.MaxValue && BitOperations.IsPow2(value.AsInteger())))
        {
            throw GgufErrors.Unwritable($"{key} is {value} ({value.Type}); it must be a power of two, as a 32-bit unsigned integer");
        }

        metadata[key] = value;
        return this;
    }

    /// <summary>Sets a metadata value, or replaces it.</summary>
    /// <typeparam name="T">As for <see cref="GgufValue.Of{T}"/>.</typeparam>
    /// <exception cref="FrugalException">GGUF has no such type, or the key is not allowed.</exception>
    public GgufWriter Set<T>(string key, T value) where T : notnull => Set(key, GgufValue.Of(value));

    /// <summary>Sets all values of another file's metadata.</summary>
    /// <exception cref="FrugalException">A key is not allowed.</exception>
    public GgufWriter Set(IEnumerable<KeyValuePair<string, GgufValue>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var (key, value) in values)
        {
            Set(key, value);
        }

        return this;
    }

    /// <summary>Adds a tensor whose bytes are written later, in <see cref="Save"/>.</summary>
    /// <param name="name">Its name, at most 63 characters of ASCII: <c>blk.0.attn_q.weight</c>.</param>
    /// <param name="shape">The dimensions, the row's length first; at most 4.</param>
    /// <param name="type">The number format; a row must be a whole number of its blocks.</param>
    /// <param name="write">Writes the tensor's bytes, as many as shape and type make.</param>
    /// <exception cref="FrugalException">The name is taken or not allowed, or the shape does not fit the type.</exception>
    public GgufWriter Add(string name, IReadOnlyList<long> shape, GgufType type, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(write);
        if (!Key().IsMatch(name) || name.Length > LongestName)
        {
            throw GgufErrors.Unwritable($"the tensor's name {GgufErrors.Quote(name)} must be 1 to {LongestName} printable ASCII characters without spaces, such as blk.0.attn_q.weight");
        }

        var bytes = shape.Count <= GgufHeader.MostDimensions && shape.All(dim => dim >= 1) ? type.BytesOf([.. shape]) : null;
        var tensor = new PlannedTensor([.. shape], type, bytes ?? throw GgufErrors.Unwritable(
            $"tensor {GgufErrors.Quote(name)} has the shape [{string.Join(", ", shape)}] in {type}; allowed are up to {GgufHeader.MostDimensions} dimensions of at least 1, the first a multiple of {type.BlockSize}"), write);
        return tensors.TryAdd(name, tensor) ? this : throw GgufErrors.Unwritable($"tensor {GgufErrors.Quote(name)} was added before; give each tensor a name of its own");
    }

    /// <summary>Adds a tensor of floats, rounded to the nearest number of the type.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">The dimensions, the row's length first.</param>
    /// <param name="type">F32, F16 or BF16.</param>
    /// <param name="values">The numbers, row by row; not copied.</param>
    /// <exception cref="FrugalException">The type is another one, the shape has another number of values, or the name is not allowed.</exception>
    public GgufWriter Add(string name, IReadOnlyList<long> shape, GgufType type, ReadOnlyMemory<float> values)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (type != GgufType.F32 && type != GgufType.F16 && type != GgufType.BF16)
        {
            throw GgufErrors.Unwritable($"tensor {GgufErrors.Quote(name)}: floats are written as F32, F16 or BF16, not as {type}. Write one of these, and quantise the file with llama.cpp");
        }

        return shape.Aggregate(Int128.One, (product, dim) => product * dim) == values.Length
            ? Add(name, shape, type, stream => WriteFloats(stream, type, values.Span))
            : throw GgufErrors.Unwritable($"tensor {GgufErrors.Quote(name)} has {values.Length:N0} values, and the shape [{string.Join(", ", shape)}] holds another number");
    }

    /// <summary>Adds a tensor of another file as it is. That file must stay open until <see cref="Save"/> has ended.</summary>
    /// <exception cref="FrugalException">The name is taken or not allowed.</exception>
    public GgufWriter Copy(GgufFile file, GgufTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(tensor);
        return Add(tensor.Name, tensor.Shape, tensor.Type, stream =>
        {
            for (var row = 0L; row < tensor.Rows; row++)
            {
                stream.Write(file.Data(tensor, row, 1));
            }
        });
    }

    /// <summary>Writes the file: to a temporary file beside it, flushed to disk, then renamed. A process that is killed leaves no half file under the name.</summary>
    /// <exception cref="FrugalException">The folder cannot be written, the disk is full, or a tensor gave another number of bytes than its shape has. Nothing is left behind.</exception>
    public void Save(string path)
    {
        if (!metadata.ContainsKey(GgufKeys.QuantizationVersion) && tensors.Values.Any(tensor => tensor.Type.IsQuantized))
        {
            metadata[GgufKeys.QuantizationVersion] = GgufValue.Of(QuantizationVersion);
        }

        var alignment = metadata.TryGetValue(GgufKeys.Alignment, out var given) ? (int)given.AsInteger() : GgufHeader.DefaultAlignment;
        AtomicFile.Write(path, file =>
        {
            using var output = new GgufOutput(file);
            output.Header(metadata, tensors, alignment);
            foreach (var (name, tensor) in tensors)
            {
                output.Pad(alignment);
                output.Tensor(name, tensor);
            }

            output.Pad(alignment);
        });
    }

    private static void WriteFloats(Stream stream, GgufType type, ReadOnlySpan<float> values)
    {
        const int Part = 1 << 14;
        Span<ushort> halves = new ushort[type == GgufType.F32 ? 0 : Math.Min(Part, values.Length)];
        for (; !values.IsEmpty; values = values[Math.Min(Part, values.Length)..])
        {
            var part = values[..Math.Min(Part, values.Length)];
            if (type == GgufType.F32)
            {
                stream.Write(MemoryMarshal.AsBytes(part));
                continue;
            }

            if (type == GgufType.F16)
            {
                TensorPrimitives.ConvertToHalf(part, MemoryMarshal.Cast<ushort, Half>(halves));
            }
            else
            {
                BrainFloats(part, halves);
            }

            stream.Write(MemoryMarshal.AsBytes(halves[..part.Length]));
        }
    }

    /// <summary>Rounds to bfloat16, ties to even. NaN stays NaN: its top mantissa bit is set.</summary>
    private static void BrainFloats(ReadOnlySpan<float> values, Span<ushort> halves)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits(values[i]);
            halves[i] = (ushort)(float.IsNaN(values[i]) ? bits >> 16 | 0x40 : bits + 0x7FFF + (bits >> 16 & 1) >> 16);
        }
    }

    [GeneratedRegex(@"^[\x21-\x7E]+\z")]
    private static partial Regex Key();

    /// <summary>A tensor that is written when its turn comes.</summary>
    internal sealed record PlannedTensor(long[] Shape, GgufType Type, long Bytes, Action<Stream> Write);
}
