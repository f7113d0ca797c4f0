using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>
/// Rotary position embedding (Su et al. 2021, "RoFormer", section 3.2.2): each pair of neighbouring components (2i, 2i + 1) of a head's vector is one complex number, which position t turns by the
/// angle t · base^(-2i/d). The product of a query and a key then depends on the distance between their positions only.
/// </summary>
/// <remarks>
/// These pairs are those of the paper and of llama.cpp's architecture <c>llama</c> (its type NORM), so that weights are exported in their own order. Hugging Face pairs component i with i + d/2
/// (llama.cpp: NEOX); its weights need their rows permuted.
/// </remarks>
internal static class RotaryPosition
{
    /// <summary>The rotations of positions 0 to <paramref name="length"/> - 1: complex64 (T, 1, d/2).</summary>
    public static Tensor Rotations(long length, int headWidth, double frequencyBase, Device device)
    {
        var frequencies = arange(0, headWidth, 2, ScalarType.Float64, device).mul(-Math.Log(frequencyBase) / headWidth).exp();
        var angles = arange(0, length, 1, ScalarType.Float64, device).unsqueeze(1).mul(frequencies);                      // (T, d/2)
        return stack([angles.cos(), angles.sin()], -1).to_type(ScalarType.Float32).view_as_complex().unsqueeze(1);       // (T, 1, d/2)
    }

    /// <summary>Turns the vectors of heads, float32 (B, T, H, d), by <see cref="Rotations"/>.</summary>
    public static Tensor Turn(Tensor heads, Tensor rotations)
    {
        var (b, t, h, d) = (heads.shape[0], heads.shape[1], heads.shape[2], heads.shape[3]);
        return heads.view(b, t, h, d / 2, 2).view_as_complex().mul(rotations).view_as_real().view(b, t, h, d);
    }
}
