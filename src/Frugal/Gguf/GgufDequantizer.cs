using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Frugal.Gguf;

/// <summary>Converts blocks of a GGUF file to floats, bit for bit as llama.cpp's reference does on x64.</summary>
/// <remarks>Source: the <c>dequantize_row_*</c> functions of ggml-quants.c (ggml). Sums and products are rounded one by one, never fused. Where llama.cpp gives NaN, so does this, with bits that may differ.</remarks>
public static class GgufDequantizer
{
    private const int ScaleBytes = 2;

    private delegate void Conversion(ReadOnlySpan<byte> blocks, Span<float> floats);

    /// <summary>Converts whole blocks.</summary>
    /// <param name="type">F32, F16, BF16, Q8_0, Q4_0, Q4_K, Q5_K or Q6_K.</param>
    /// <param name="blocks">The blocks, <see cref="GgufType.BytesPerBlock"/> bytes each.</param>
    /// <param name="floats">Receives <see cref="GgufType.BlockSize"/> numbers for each block, in order.</param>
    /// <exception cref="FrugalException">The type is another one, or the lengths do not agree.</exception>
    public static void Dequantize(GgufType type, ReadOnlySpan<byte> blocks, Span<float> floats)
    {
        ArgumentNullException.ThrowIfNull(type);
        var convert = ConversionOf(type) ?? throw GgufErrors.CannotDequantize(type);
        if (blocks.Length % type.BytesPerBlock != 0 || (long)blocks.Length / type.BytesPerBlock * type.BlockSize != floats.Length)
        {
            throw GgufErrors.BlockLengths(type, blocks.Length, floats.Length);
        }

        convert(blocks, floats);
    }

    internal static bool Supports(GgufType type) => ConversionOf(type) is not null;

    /// <summary>An F16 number, little-endian.</summary>
    internal static float Half(ReadOnlySpan<byte> bytes) => (float)BitConverter.ToHalf(bytes);

    private static Conversion? ConversionOf(GgufType type) => type.Name switch
    {
        "F32" => (blocks, floats) => blocks.CopyTo(MemoryMarshal.AsBytes(floats)),
        "F16" => (blocks, floats) => TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(blocks), floats),
        "BF16" => BFloat16,
        "Q8_0" => Q8,
        "Q4_0" => Q4,
        "Q4_K" => KQuants.Q4,
        "Q5_K" => KQuants.Q5,
        "Q6_K" => KQuants.Q6,
        _ => null,
    };

    private static void BFloat16(ReadOnlySpan<byte> blocks, Span<float> floats)
    {
        var halves = MemoryMarshal.Cast<byte, ushort>(blocks);
        for (var i = 0; i < floats.Length; i++)
        {
            floats[i] = BitConverter.UInt32BitsToSingle((uint)halves[i] << 16);
        }
    }

    /// <summary>A block: the scale in F16, then 32 signed bytes.</summary>
    private static void Q8(ReadOnlySpan<byte> blocks, Span<float> floats)
    {
        for (; !floats.IsEmpty; blocks = blocks[GgufType.Q8_0.BytesPerBlock..], floats = floats[GgufType.Q8_0.BlockSize..])
        {
            var scale = Half(blocks);
            var quants = MemoryMarshal.Cast<byte, sbyte>(blocks.Slice(ScaleBytes, GgufType.Q8_0.BlockSize));
            for (var i = 0; i < quants.Length; i++)
            {
                floats[i] = quants[i] * scale;
            }
        }
    }

    /// <summary>A block: the scale in F16, then 16 bytes. The low half of byte i is number i, the high half number i + 16; 8 stands for zero.</summary>
    private static void Q4(ReadOnlySpan<byte> blocks, Span<float> floats)
    {
        const int Zero = 8;
        for (; !floats.IsEmpty; blocks = blocks[GgufType.Q4_0.BytesPerBlock..], floats = floats[GgufType.Q4_0.BlockSize..])
        {
            var scale = Half(blocks);
            var quants = blocks[ScaleBytes..GgufType.Q4_0.BytesPerBlock];
            for (var i = 0; i < quants.Length; i++)
            {
                floats[i] = ((quants[i] & 0xF) - Zero) * scale;
                floats[i + quants.Length] = ((quants[i] >> 4) - Zero) * scale;
            }
        }
    }
}
