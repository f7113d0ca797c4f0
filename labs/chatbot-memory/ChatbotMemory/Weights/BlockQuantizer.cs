using System.Buffers.Binary;

namespace ChatbotMemory.Weights;

/// <summary>Two of llama.cpp's block formats: 32 weights share a scale. The bytes are those of llama.cpp, bit for bit.</summary>
public static class BlockQuantizer
{
    /// <summary>Weights in a block.</summary>
    public const int BlockSize = 32;

    /// <summary>Bytes of a block in Q8_0: 8.5 bits per weight.</summary>
    public const int Q8Bytes = 34;

    /// <summary>Bytes of a block in Q4_0: 4.5 bits per weight.</summary>
    public const int Q4Bytes = 18;

    /// <summary>
    /// Q8_0. For each block: a = the largest absolute value; scale d = a / 127 in F32; each weight becomes the signed byte round(x * (1 / d)), ties away from zero. A block is d in F16, little-endian, and
    /// the 32 bytes. If d is 0, then 1 / d counts as 0.
    /// </summary>
    /// <param name="weights">Whole blocks, finite numbers.</param>
    /// <param name="blocks">Receives <see cref="Q8Bytes"/> bytes a block.</param>
    /// <exception cref="ArgumentException">The weights are not whole blocks, or the room has another length.</exception>
    public static void Q8(ReadOnlySpan<float> weights, Span<byte> blocks)
    {
        throw new NotImplementedException("Task 4 - quantise to Q8_0. Hint: MathF.Round with MidpointRounding.AwayFromZero; BinaryPrimitives.WriteHalfLittleEndian.");
    }

    /// <summary>
    /// Q4_0. For each block: m = the weight with the largest absolute value, with its sign, the first one among equals; scale d = m / -8 in F32; each weight becomes the number min(15, trunc(x * (1 / d) + 8.5)),
    /// 0 to 15. A block is d in F16, little-endian, and 16 bytes: byte j has weight j in its lower four bits and weight j + 16 in its upper four. If d is 0, then 1 / d counts as 0.
    /// </summary>
    /// <param name="weights">Whole blocks, finite numbers.</param>
    /// <param name="blocks">Receives <see cref="Q4Bytes"/> bytes a block.</param>
    /// <exception cref="ArgumentException">The weights are not whole blocks, or the room has another length.</exception>
    public static void Q4(ReadOnlySpan<float> weights, Span<byte> blocks)
    {
        throw new NotImplementedException("Task 4 - quantise to Q4_0. Hint: the scale is negative if the largest weight is positive; that is intended, it uses all 16 numbers.");
    }
}
