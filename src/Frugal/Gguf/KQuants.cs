using System.Runtime.InteropServices;

namespace Frugal.Gguf;

/// <summary>
/// llama.cpp's K-quants: blocks of 256 weights in groups of 16 or 32, whose scales are integers that share one F16 factor
/// (llama.cpp, pull request 1684; block structures in ggml-common.h).
/// </summary>
internal static class KQuants
{
    public const int Block = 256;

    /// <summary>Weights that share a scale and a minimum in Q4_K and Q5_K.</summary>
    private const int Group = 32;

    private const int Groups = Block / Group;

    /// <summary>Scales and minimums of 6 bits.</summary>
    private const int PackedScales = Groups * 2 * 6 / 8;

    /// <summary>Block: F16 scale of scales, F16 scale of minimums, packed scales, then 128 bytes of 4 bits.</summary>
    public static void Q4(ReadOnlySpan<byte> blocks, Span<float> floats) => WithMinimums(GgufType.Q4_K, 0, blocks, floats);

    /// <summary>Block: as Q4_K, with 32 bytes between scales and 4-bit parts: bit g of byte i is the fifth bit of number i in group g.</summary>
    public static void Q5(ReadOnlySpan<byte> blocks, Span<float> floats) => WithMinimums(GgufType.Q5_K, Group, blocks, floats);

    /// <summary>
    /// Block: 128 bytes of low 4 bits, 64 bytes of high 2 bits, 16 signed scales, F16 factor. Each half of the block holds 4 groups of 32:
    /// groups 0 and 1 in the low halves of the 64 low bytes, groups 2 and 3 in the high ones; group g has bits 2g and 2g + 1 of the 32 high bytes. 32 stands for zero.
    /// </summary>
    public static void Q6(ReadOnlySpan<byte> blocks, Span<float> floats)
    {
        const int Half = 128, LowBytes = 64, HighBytes = 32, SharedScale = 16, Zero = 32;
        for (; !floats.IsEmpty; blocks = blocks[GgufType.Q6_K.BytesPerBlock..], floats = floats[Block..])
        {
            var scales = MemoryMarshal.Cast<byte, sbyte>(blocks.Slice(192, 16));
            var factor = GgufDequantizer.Half(blocks[208..]);
            for (var i = 0; i < Block; i++)
            {
                var (half, group, at) = (i / Half, i % Half / Group, i % Group);
                var low = (blocks[half * LowBytes + group % 2 * Group + at] >> (group / 2 * 4)) & 0xF;
                var high = (blocks[2 * LowBytes + half * HighBytes + at] >> (2 * group)) & 3;
                floats[i] = factor * scales[i / SharedScale] * ((high << 4 | low) - Zero);
            }
        }
    }

    /// <summary>Weight = scale * quant - minimum.</summary>
    /// <param name="type">Q4_K or Q5_K.</param>
    /// <param name="highBytes">The bytes that hold the fifth bits; 0 if there are none.</param>
    /// <param name="blocks">Whole blocks.</param>
    /// <param name="floats">Receives 256 numbers for each block.</param>
    private static void WithMinimums(GgufType type, int highBytes, ReadOnlySpan<byte> blocks, Span<float> floats)
    {
        Span<byte> scales = stackalloc byte[2 * Groups];
        for (; !floats.IsEmpty; blocks = blocks[type.BytesPerBlock..], floats = floats[Block..])
        {
            var (scaleFactor, minimumFactor) = (GgufDequantizer.Half(blocks), GgufDequantizer.Half(blocks[2..]));
            Unpack(blocks.Slice(4, PackedScales), scales);
            var high = blocks.Slice(4 + PackedScales, highBytes);
            var low = blocks.Slice(4 + PackedScales + highBytes, Block / 2);
            for (var group = 0; group < Groups; group++)
            {
                var (scale, minimum) = (scaleFactor * scales[group], minimumFactor * scales[Groups + group]);
                var quants = low.Slice(group / 2 * Group, Group);      // two groups share 32 bytes: low halves, high halves
                var numbers = floats.Slice(group * Group, Group);
                for (var i = 0; i < Group; i++)
                {
                    var fifth = highBytes == 0 ? 0 : (high[i] >> group & 1) << 4;
                    numbers[i] = scale * (quants[i] >> (group % 2 * 4) & 0xF | fifth) - minimum;
                }
            }
        }
    }

    /// <summary>
    /// Unpacks 8 scales and 8 minimums of 6 bits from 12 bytes. Bytes 0 to 3 hold scales 0 to 3 and above them 2 bits of scales 4 to 7; bytes 4 to 7 the same of the minimums;
    /// bytes 8 to 11 the low 4 bits of scales 4 to 7, and above them those of the minimums.
    /// </summary>
    private static void Unpack(ReadOnlySpan<byte> packed, Span<byte> scales)
    {
        for (var i = 0; i < 4; i++)
        {
            var (scale, minimum, rest) = (packed[i], packed[i + 4], packed[i + 8]);
            scales[i] = (byte)(scale & 0x3F);
            scales[i + 4] = (byte)(rest & 0xF | scale >> 6 << 4);
            scales[i + 8] = (byte)(minimum & 0x3F);
            scales[i + 12] = (byte)(rest >> 4 | minimum >> 6 << 4);
        }
    }
}
