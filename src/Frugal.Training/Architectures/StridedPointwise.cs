using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>
/// Inputs of 1x1 convolutions with a stride. The backward pass of libtorch 2.10 (oneDNN) writes outside its buffers where such a convolution has
/// fewer input channels than a vector register has floats and its input is channels-last: a segmentation fault, or a corrupted heap.
/// </summary>
/// <remarks>
/// Measured with AVX2, registers of 8 floats, guard pages behind each buffer: 2 to 7 channels write outside with batches of 32; 1, 8 and more do not;
/// neither do padded or grouped convolutions, those without a stride, or contiguous inputs. Registers of AVX-512 hold 16 floats, and the
/// layout of the input is chosen for them too: one copy of few channels costs less than a measurement on each kind of processor.
/// </remarks>
internal static class StridedPointwise
{
    private const int WidestRegister = 16;

    /// <summary>What to give the convolution in place of <paramref name="input"/> (N, C, H, W): the same values, copied to contiguous memory where the layer is at risk.</summary>
    /// <param name="input">The input.</param>
    /// <param name="weight">The convolution's weights (C', C / groups, height, width).</param>
    /// <param name="stride">Its strides.</param>
    public static Tensor Safe(Tensor input, Tensor weight, IEnumerable<long> stride) =>
        weight.dim() == 4 && weight.shape is [_, < WidestRegister, 1, 1] && stride.Any(step => step > 1) ? input.contiguous() : input;
}
