namespace MakeItSmall;

/// <summary>
/// Task 4: the same answers on every processor (notebook 08, section 9). x64 processors without VNNI multiply unsigned activations (0 ... 255) by signed
/// weights and add two neighbouring products in 16 bits, where a sum stops at -32,768 and at 32,767. VNNI and ARM add in 32 bits.
/// </summary>
/// <remarks>Neighbours are the numbers 0 and 1, 2 and 3, and so on; if their number is odd, the last one is alone.</remarks>
public static class Saturation
{
    /// <summary>
    /// The sum of products as a processor without VNNI computes it: the two products of each pair are added and the sum is clamped to -32,768 ... 32,767; the sums
    /// of the pairs are added in 32 bits.
    /// </summary>
    /// <param name="activations">0 to 255.</param>
    /// <param name="weights">As many weights.</param>
    public static int PairedSum(ReadOnlySpan<byte> activations, ReadOnlySpan<sbyte> weights)
    {
        throw new NotImplementedException("Task 4 - add as the processor does. Hint: Math.Clamp(pair, short.MinValue, short.MaxValue) for each pair, not for the whole sum.");
    }

    /// <summary>
    /// Whether there are activations from 0 to <paramref name="largest"/> with which a pair of these weights leaves the 16 bits. The worst activations of a pair are
    /// <paramref name="largest"/> for the weights of one sign and 0 for those of the other: the sum can reach
    /// <c>largest * (max(w1, 0) + max(w2, 0))</c>, which must be at most 32,767, and <c>largest * (min(w1, 0) + min(w2, 0))</c>, which must be at least -32,768.
    /// </summary>
    /// <param name="weights">The weights of one output channel, in the order in which the kernel adds.</param>
    /// <param name="largest">The largest activation: 255 if any uint8 can occur.</param>
    public static bool CanSaturate(ReadOnlySpan<sbyte> weights, int largest)
    {
        throw new NotImplementedException("Task 4 - can a pair saturate? Hint: two weights of opposite signs never can; look at both bounds.");
    }

    /// <summary>
    /// Integers from -127 to 127 and a scale for the weights of one channel, with which no pair can saturate whatever the activations are (0 ... 255). The squared error,
    /// the sum of <c>(weight - scale * integer)²</c>, must not be larger than that of 7 bits: 7 bits mean <c>scale = max|weight| / 64</c> and rounding to
    /// -64 ... 64, where no pair can saturate (2 * 255 * 64 fits into 16 bits). Where no pair can saturate with 8 bits (<c>scale = max|weight| / 127</c>), the error must not be larger than that
    /// of 8 bits. For the last points, the channels of a real layer must on average stay below 0.75 times the error of 7 bits.
    /// </summary>
    /// <remarks>
    /// There is more than one way. One of them: round to 8 bits, and where a pair is too large, make its integers smaller, both by about as much, until it fits; if
    /// that costs more than 7 bits, take 7 bits. On a real layer, where most channels have such pairs, that alone misses the last points: try scales between both, too.
    /// </remarks>
    /// <param name="weights">The weights of one output channel, in the order in which the kernel adds; not all of them are 0.</param>
    public static (sbyte[] Integers, float Scale) Safe(float[] weights)
    {
        throw new NotImplementedException("Task 4 - integers that cannot saturate. Hint: begin with 7 bits, which always pass the first test; then round to 8 bits and repair only the pairs whose sum is above 128 or below -128.");
    }
}
