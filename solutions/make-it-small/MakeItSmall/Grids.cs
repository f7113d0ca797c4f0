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
#if SOLUTION
        var (min, max) = (Math.Min(range.Min, 0.0), Math.Max(range.Max, 0.0));
        if (min == max)
        {
            return new Grid(1, 0, 0, 255);
        }

        var scale = (float)((max - min) / 255);
        return new Grid(scale, (int)Math.Clamp(Math.Round(-min / scale, MidpointRounding.ToEven), 0, 255), 0, 255);
#else
        throw new NotImplementedException("Task 2 - scale and zero point of uint8. Hint: extend the range to 0 first; then the smallest number must become 0 and the largest 255.");
#endif
    }

    /// <summary>
    /// The grid of weights, int8: integers from -127 to 127 and zero point 0, so that the zero point drops out of every product. The range reaches as far below
    /// zero as above: <c>scale = max(|Min|, |Max|) / 127</c>. A range from 0 to 0 gets scale 1.
    /// </summary>
    public static Grid Symmetric(ValueRange range)
    {
#if SOLUTION
        var largest = Math.Max(Math.Abs(range.Min), Math.Abs(range.Max));
        return new Grid(largest == 0 ? 1 : largest / 127, 0, -127, 127);
#else
        throw new NotImplementedException("Task 2 - the symmetric grid. Hint: the larger magnitude becomes 127; -128 stays unused.");
#endif
    }

    /// <summary>The integer of the grid that is nearest to a number: <c>round(x / scale) + zero</c>, clamped to <c>Lowest</c> ... <c>Highest</c>.</summary>
    public static int Quantize(float x, Grid grid)
    {
#if SOLUTION
        var q = MathF.Round(x / grid.Scale, MidpointRounding.ToEven) + grid.Zero;
        return (int)Math.Clamp(q, grid.Lowest, grid.Highest);
#else
        throw new NotImplementedException("Task 2 - divide, round, add the zero point, clamp. Hint: (int) cuts the fraction off, MathF.Round rounds; clamp before you convert.");
#endif
    }

    /// <summary>The number that an integer represents: <c>scale * (q - zero)</c>.</summary>
    public static float Dequantize(int q, Grid grid)
    {
#if SOLUTION
        return grid.Scale * (q - grid.Zero);
#else
        throw new NotImplementedException("Task 2 - the way back. Hint: subtract the zero point before you multiply.");
#endif
    }

    /// <summary>Weights in int8 with one scale for all of them: the symmetric grid of their range.</summary>
    /// <returns>The integers, in the weights' order, and a single scale.</returns>
    public static (sbyte[] Integers, float[] Scales) PerTensor(float[] weight)
    {
#if SOLUTION
        return PerChannel(weight, channels: 1);
#else
        throw new NotImplementedException("Task 2 - one scale for a whole tensor. Hint: Symmetric gives the grid, Quantize each integer.");
#endif
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
#if SOLUTION
        var each = weight.Length / channels;
        var (integers, scales) = (new sbyte[weight.Length], new float[channels]);
        for (var c = 0; c < channels; c++)
        {
            var own = weight.AsSpan(c * each, each);
            var largest = 0f;
            foreach (var w in own)
            {
                largest = Math.Max(largest, Math.Abs(w));
            }

            var grid = Symmetric(new ValueRange(-largest, largest));
            scales[c] = grid.Scale;
            for (var i = 0; i < each; i++)
            {
                integers[c * each + i] = (sbyte)Quantize(own[i], grid);
            }
        }

        return (integers, scales);
#else
        throw new NotImplementedException("Task 2 - a scale for each output channel. Hint: PerTensor on each channel's slice.");
#endif
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
#if SOLUTION
        var integers = new int[bias.Length];
        for (var c = 0; c < bias.Length; c++)
        {
            var q = Math.Round(bias[c] / ((double)inputScale * weightScales[c]), MidpointRounding.ToEven);
            integers[c] = (int)Math.Clamp(q, int.MinValue, int.MaxValue);
        }

        return integers;
#else
        throw new NotImplementedException("Task 2 - biases in int32. Hint: they are added to sums of products, so their step is the product of both scales.");
#endif
    }
}
