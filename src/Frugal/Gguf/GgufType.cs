namespace Frugal.Gguf;

/// <summary>How a GGUF file stores the numbers of a tensor: a number format of ggml, in blocks of a fixed size along a row.</summary>
/// <remarks>Source: <c>enum ggml_type</c> in ggml.h and the block structures in ggml-common.h (ggml).</remarks>
public sealed class GgufType
{
    /// <summary>32-bit float.</summary>
    public static readonly GgufType F32 = new(0, "F32", 1, 4);

    /// <summary>16-bit float (IEEE 754 half).</summary>
    public static readonly GgufType F16 = new(1, "F16", 1, 2);

    /// <summary>4-bit integers, one F16 scale for 32 weights: 4.5 bits per weight.</summary>
    public static readonly GgufType Q4_0 = new(2, "Q4_0", 32, 18);

    /// <summary>8-bit integers, one F16 scale for 32 weights: 8.5 bits per weight.</summary>
    public static readonly GgufType Q8_0 = new(8, "Q8_0", 32, 34);

    /// <summary>4-bit integers with scale and minimum of 6 bits for 32 weights, in blocks of 256: 4.5 bits per weight.</summary>
    public static readonly GgufType Q4_K = new(12, "Q4_K", KQuants.Block, 144);

    /// <summary>5-bit integers with scale and minimum of 6 bits for 32 weights, in blocks of 256: 5.5 bits per weight.</summary>
    public static readonly GgufType Q5_K = new(13, "Q5_K", KQuants.Block, 176);

    /// <summary>6-bit integers with a scale of 8 bits for 16 weights, in blocks of 256: 6.5625 bits per weight.</summary>
    public static readonly GgufType Q6_K = new(14, "Q6_K", KQuants.Block, 210);

    /// <summary>bfloat16: the upper half of a 32-bit float.</summary>
    public static readonly GgufType BF16 = new(30, "BF16", 1, 2);

    private static readonly GgufType[] Others =
    [
        new(3, "Q4_1", 32, 20), new(6, "Q5_0", 32, 22), new(7, "Q5_1", 32, 24), new(9, "Q8_1", 32, 36),
        new(10, "Q2_K", KQuants.Block, 84), new(11, "Q3_K", KQuants.Block, 110), new(15, "Q8_K", KQuants.Block, 292),
        new(16, "IQ2_XXS", KQuants.Block, 66), new(17, "IQ2_XS", KQuants.Block, 74), new(18, "IQ3_XXS", KQuants.Block, 98), new(19, "IQ1_S", KQuants.Block, 50),
        new(20, "IQ4_NL", 32, 18), new(21, "IQ3_S", KQuants.Block, 110), new(22, "IQ2_S", KQuants.Block, 82), new(23, "IQ4_XS", KQuants.Block, 136), new(29, "IQ1_M", KQuants.Block, 56),
        new(24, "I8", 1, 1), new(25, "I16", 1, 2), new(26, "I32", 1, 4), new(27, "I64", 1, 8), new(28, "F64", 1, 8),
        new(34, "TQ1_0", KQuants.Block, 54), new(35, "TQ2_0", KQuants.Block, 66), new(39, "MXFP4", 32, 17), new(40, "NVFP4", 64, 36), new(41, "Q1_0", 128, 18), new(42, "Q2_0", 64, 18),
    ];

    private static readonly Dictionary<uint, string> Removed = new()
    {
        [4] = "Q4_2", [5] = "Q4_3", [31] = "Q4_0_4_4", [32] = "Q4_0_4_8", [33] = "Q4_0_8_8", [36] = "IQ4_NL_4_4", [37] = "IQ4_NL_4_8", [38] = "IQ4_NL_8_8",
    };

    private static readonly Dictionary<uint, GgufType> ByNumber = new GgufType[] { F32, F16, Q4_0, Q8_0, Q4_K, Q5_K, Q6_K, BF16 }.Concat(Others).ToDictionary(type => (uint)type.Number);

    private GgufType(int number, string name, int blockSize, int bytesPerBlock) => (Number, Name, BlockSize, BytesPerBlock) = (number, name, blockSize, bytesPerBlock);

    /// <summary>All types in use, by number.</summary>
    public static IReadOnlyList<GgufType> All { get; } = [.. ByNumber.Values.OrderBy(type => type.Number)];

    /// <summary>The number in a file.</summary>
    public int Number { get; }

    /// <summary>The usual name: <c>Q4_K</c>.</summary>
    public string Name { get; }

    /// <summary>Weights per block. A row must be a whole number of blocks.</summary>
    public int BlockSize { get; }

    /// <summary>Bytes per block, with scales and minimums.</summary>
    public int BytesPerBlock { get; }

    /// <summary>Bits per weight, with scales and minimums.</summary>
    public double BitsPerWeight => 8.0 * BytesPerBlock / BlockSize;

    /// <summary>Whether weights share a scale in a block.</summary>
    public bool IsQuantized => BlockSize > 1;

    /// <summary>Whether <see cref="GgufDequantizer"/> can convert it to floats.</summary>
    public bool CanDequantize => GgufDequantizer.Supports(this);

    /// <summary>The type with this number in a file.</summary>
    /// <exception cref="FrugalException">There is none, or it is no longer in use.</exception>
    public static GgufType Of(int number) => ByNumber.TryGetValue((uint)number, out var type) ? type
        : throw (Removed.TryGetValue((uint)number, out var removed) ? GgufErrors.RemovedType(removed) : GgufErrors.UnknownType((uint)number));

    /// <summary>The type with this name, in upper or lower case.</summary>
    /// <exception cref="FrugalException">There is none.</exception>
    public static GgufType Named(string name) =>
        All.FirstOrDefault(type => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw GgufErrors.UnknownTypeName(name);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>The bytes of a tensor.</summary>
    /// <param name="shape">Dimensions in GGUF's order, the row's length first; each at least 1.</param>
    /// <returns>Null if the row is not a whole number of blocks, or the product exceeds 64 bits.</returns>
    internal long? BytesOf(ReadOnlySpan<long> shape)
    {
        var weights = Int128.One;
        foreach (var dim in shape)
        {
            weights *= dim;
            if (weights > long.MaxValue)
            {
                return null;
            }
        }

        var bytes = weights / BlockSize * BytesPerBlock;
        return (shape.IsEmpty ? 1 : shape[0]) % BlockSize == 0 && bytes <= long.MaxValue ? (long)bytes : null;
    }
}
