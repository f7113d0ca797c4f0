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
#if SOLUTION
        Check(weights.Length, blocks.Length, Q8Bytes);
        for (var block = 0; block < weights.Length / BlockSize; block++)
        {
            var from = weights.Slice(block * BlockSize, BlockSize);
            var to = blocks.Slice(block * Q8Bytes, Q8Bytes);
            var most = 0f;
            foreach (var weight in from)
            {
                most = Math.Max(most, Math.Abs(weight));
            }

            var scale = most / 127;
            var inverse = scale == 0 ? 0 : 1 / scale;
            BinaryPrimitives.WriteHalfLittleEndian(to, (Half)scale);
            for (var i = 0; i < BlockSize; i++)
            {
                to[2 + i] = (byte)(sbyte)MathF.Round(from[i] * inverse, MidpointRounding.AwayFromZero);
            }
        }
#else
        throw new NotImplementedException("Task 4 - quantise to Q8_0. Hint: MathF.Round with MidpointRounding.AwayFromZero; BinaryPrimitives.WriteHalfLittleEndian.");
#endif
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
#if SOLUTION
        Check(weights.Length, blocks.Length, Q4Bytes);
        for (var block = 0; block < weights.Length / BlockSize; block++)
        {
            var from = weights.Slice(block * BlockSize, BlockSize);
            var to = blocks.Slice(block * Q4Bytes, Q4Bytes);
            var most = 0f;
            foreach (var weight in from)
            {
                most = Math.Abs(weight) > Math.Abs(most) ? weight : most;
            }

            var scale = most / -8;
            var inverse = scale == 0 ? 0 : 1 / scale;
            BinaryPrimitives.WriteHalfLittleEndian(to, (Half)scale);
            for (var i = 0; i < BlockSize / 2; i++)
            {
                to[2 + i] = (byte)(Four(from[i] * inverse) | Four(from[i + BlockSize / 2] * inverse) << 4);
            }
        }
#else
        throw new NotImplementedException("Task 4 - quantise to Q4_0. Hint: the scale is negative if the largest weight is positive; that is intended, it uses all 16 numbers.");
#endif
    }
#if SOLUTION

    private static int Four(float scaled) => Math.Min(15, (int)(scaled + 8.5f));

    private static void Check(int weights, int bytes, int blockBytes)
    {
        if (weights % BlockSize != 0 || bytes != weights / BlockSize * blockBytes)
        {
            throw new ArgumentException($"{weights} weights and room for {bytes} bytes. Allowed: whole blocks of {BlockSize} weights, and {blockBytes} bytes for each.");
        }
    }
#endif
}
