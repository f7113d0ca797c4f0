using static TorchSharp.torch;

namespace Frugal.Architectures;

/// <summary>
/// Protects 1x1 convolutions with a stride. The backward pass of libtorch 2.10 (oneDNN) writes outside its buffers if such a convolution has
/// fewer input channels than a vector register holds floats and its input is channels-last: a segmentation fault, or a corrupted heap.
/// </summary>
/// <remarks>
/// Measured with AVX2 (registers of 8 floats) and guard pages after each buffer, batches of 32: 2 to 7 channels write outside; 1 channel and 8 or
/// more do not. Padded or grouped convolutions, convolutions without a stride, and contiguous inputs do not either. Registers of AVX-512 hold 16
/// floats, so the limit is 16: a copy of few channels costs less than a measurement on each kind of processor.
/// </remarks>
internal static class StridedPointwise
{
    private const int WidestRegister = 16;

    /// <summary>
    /// The input to use for the convolution in place of <paramref name="input"/> (N, C, H, W): the same values, copied to contiguous memory if the
    /// layer is affected.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="weight">The convolution's weights (C', C / groups, height, width).</param>
    /// <param name="stride">Its strides.</param>
    public static Tensor Safe(Tensor input, Tensor weight, IEnumerable<long> stride) =>
        weight.dim() == 4 && weight.shape is [_, < WidestRegister, 1, 1] && stride.Any(step => step > 1) ? input.contiguous() : input;
}
