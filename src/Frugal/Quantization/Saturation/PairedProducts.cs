using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Frugal.Quantization;

/// <summary>
/// How x64 processors without VNNI multiply 8-bit numbers: <c>vpmaddubsw</c> (Intel SDM, "PMADDUBSW") multiplies unsigned by signed bytes and adds
/// neighbouring products in 16 bits <em>with saturation</em>; <c>vpmaddwd</c> with ones then adds two of these sums in 32 bits. VNNI's <c>vpdpbusd</c>, AMX and ARM's
/// dot products add all four in 32 bits and are exact.
/// </summary>
/// <remarks>The emulation in this class gives the same results on every processor.</remarks>
public static class PairedProducts
{
    /// <summary>The sum of two products in 16 bits, saturated to [-32768, 32767].</summary>
    public static short MultiplyAdd(byte left1, sbyte right1, byte left2, sbyte right2) =>
        (short)Math.Clamp((left1 * right1) + (left2 * right2), short.MinValue, short.MaxValue);

    /// <summary>The sum of products as kernels without VNNI compute it: pairs of neighbours in 16 bits with saturation, the pairs' sums in 32 bits.</summary>
    /// <param name="unsigned">The activations, in the order in which the kernel sums.</param>
    /// <param name="signed">The weights, in the same order and number. If the number is odd, the last is paired with zero.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static int Sum(ReadOnlySpan<byte> unsigned, ReadOnlySpan<sbyte> signed)
    {
        RequireSameLength(unsigned, signed);
        var sum = 0;
        for (var i = 0; i < unsigned.Length; i += 2)
        {
            sum += i + 1 < unsigned.Length
                ? MultiplyAdd(unsigned[i], signed[i], unsigned[i + 1], signed[i + 1])
                : MultiplyAdd(unsigned[i], signed[i], 0, 0);
        }

        return sum;
    }

    /// <summary>The sum of products without saturation, as VNNI and ARM compute it.</summary>
    /// <param name="unsigned">The activations.</param>
    /// <param name="signed">The weights, in the same number.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static int ExactSum(ReadOnlySpan<byte> unsigned, ReadOnlySpan<sbyte> signed)
    {
        RequireSameLength(unsigned, signed);
        var sum = 0;
        for (var i = 0; i < unsigned.Length; i++)
        {
            sum += unsigned[i] * signed[i];
        }

        return sum;
    }

    /// <summary>
    /// Whether ONNX Runtime's 8-bit kernels are exact on this processor: always, except on x64 with AVX2 or AVX-512 and without VNNI (CPUID leaf 7: ECX bit 11; sub-leaf 1:
    /// EAX bit 4), and on Windows with SSE 4.1 and without AVX2.
    /// </summary>
    public static bool AreExactHere { get; } = DetectExact();

    private static bool DetectExact()
    {
        if (RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.X86))
        {
            return true;
        }

        if (!X86Base.IsSupported)
        {
            return false;   // CPUID is not available
        }

        var (highest, _, _, _) = X86Base.CpuId(0, 0);
        var (_, ebx, ecx, _) = highest >= 7 ? X86Base.CpuId(7, 0) : default;
        var (vectors, _, _, _) = highest >= 7 ? X86Base.CpuId(7, 1) : default;
        var avx2 = (ebx & (1 << 5)) != 0;
        var vnni = (ecx & (1 << 11)) != 0 || (vectors & (1 << 4)) != 0;
        return vnni || (!avx2 && !OperatingSystem.IsWindows());
    }

    private static void RequireSameLength(ReadOnlySpan<byte> unsigned, ReadOnlySpan<sbyte> signed)
    {
        if (unsigned.Length != signed.Length)
        {
            throw new ArgumentException($"{unsigned.Length} activations, {signed.Length} weights: give as many of both.");
        }
    }
}
