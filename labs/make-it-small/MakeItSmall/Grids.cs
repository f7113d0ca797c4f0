using MakeItSmall.Kit;

namespace MakeItSmall;

/// <summary>
/// Task 2: from a range to integers, and back (notebook 01, sections 4, 5 and 7). An integer q of a grid represents <c>scale * (q - zero)</c>.
/// </summary>
/// <remarks>
/// To round is to round to the nearest integer, and half to even, as ONNX and PyTorch do: 0.5 becomes 0, 1.5 becomes 2, 2.5 becomes 2, -1.5 becomes -2.
/// </remarks>
public static class Grids
{
    /// <summary>
    /// The grid of an activation, uint8: integers from 0 to 255. The range is first extended to contain 0. Then <c>scale = (Max - Min) / 255</c>, because 256
    /// integers have 255 gaps, and <c>zero = round(-Min / scale)</c>, clamped to 0 ... 255: the number 0 lies exactly on the grid. A range from 0 to 0 gets
    /// scale 1 and zero 0. Compute in double.
    /// </summary>
    public static Grid Affine(ValueRange range)
    {
        throw new NotImplementedException("Task 2 - scale and zero point of uint8. Hint: extend the range to 0 first; then the smallest number must become 0 and the largest 255.");
    }

    /// <summary>
    /// The grid of weights, int8: integers from -127 to 127 and zero point 0, so that the zero point drops out of every product. The range reaches as far below
    /// zero as above: <c>scale = max(|Min|, |Max|) / 127</c>. A range from 0 to 0 gets scale 1.
    /// </summary>
    public static Grid Symmetric(ValueRange range)
    {
        throw new NotImplementedException("Task 2 - the symmetric grid. Hint: the larger magnitude becomes 127; -128 stays unused.");
    }

    /// <summary>The integer of the grid that is nearest to a number: <c>round(x / scale) + zero</c>, clamped to <c>Lowest</c> ... <c>Highest</c>.</summary>
    public static int Quantize(float x, Grid grid)
    {
        throw new NotImplementedException("Task 2 - divide, round, add the zero point, clamp. Hint: (int) cuts the fraction off, MathF.Round rounds; clamp before you convert.");
    }

    /// <summary>The number that an integer represents: <c>scale * (q - zero)</c>.</summary>
    public static float Dequantize(int q, Grid grid)
    {
        throw new NotImplementedException("Task 2 - the way back. Hint: subtract the zero point before you multiply.");
    }

    /// <summary>Weights in int8 with one scale for all of them: the symmetric grid of their range.</summary>
    /// <returns>The integers, in the weights' order, and a single scale.</returns>
    public static (sbyte[] Integers, float[] Scales) PerTensor(float[] weight)
    {
        throw new NotImplementedException("Task 2 - one scale for a whole tensor. Hint: Symmetric gives the grid, Quantize each integer.");
    }

    /// <summary>
    /// Weights in int8 with one scale for each output channel: each channel has the symmetric grid of its own range. A channel's weights lie together: with
    /// n weights in all, channel c has those from <c>c * n / channels</c> on.
    /// </summary>
    /// <param name="weight">The weights (channels, ...) in row-major order; they are not changed.</param>
    /// <param name="channels">The number of output channels, the first axis.</param>
    /// <returns>The integers, in the weights' order, and as many scales as channels.</returns>
    public static (sbyte[] Integers, float[] Scales) PerChannel(float[] weight, int channels)
    {
        throw new NotImplementedException("Task 2 - a scale for each output channel. Hint: PerTensor on each channel's slice.");
    }

    /// <summary>
    /// Biases in int32. A convolution's integer sums count in steps of <c>inputScale * weightScales[c]</c>, the product of both scales, and the bias is added
    /// to them: so its scale is that product, its zero point 0, and <c>q = round(bias / (inputScale * weightScales[c]))</c>, in double, clamped to the
    /// smallest and largest int.
    /// </summary>
    /// <param name="bias">One bias for each output channel.</param>
    /// <param name="inputScale">The scale of the layer's input.</param>
    /// <param name="weightScales">The scales of the weights: one for each output channel.</param>
    public static int[] Bias(float[] bias, float inputScale, float[] weightScales)
    {
        throw new NotImplementedException("Task 2 - biases in int32. Hint: they are added to sums of products, so their step is the product of both scales.");
    }
}
