using MakeItSmall.Kit;

namespace MakeItSmall;

/// <summary>
/// Task 5: training through the rounding (notebook 03, sections 1 and 2). Forward, a number takes the value that it will have on its grid; backward, the gradient
/// goes straight through, as if nothing had been rounded, except where the grid ends.
/// </summary>
/// <remarks>The integer of x before clamping is <c>round(x / scale) + zero</c>, rounded half to even.</remarks>
public static class FakeQuantization
{
    /// <summary>
    /// The numbers that the values become on the grid: <c>scale * (clamp(round(x / scale) + zero, Lowest, Highest) - zero)</c>.
    /// </summary>
    /// <param name="x">The values; they are not changed.</param>
    /// <param name="grid">The grid, of any number of bits.</param>
    public static float[] Forward(float[] x, Grid grid)
    {
#if SOLUTION
        return Array.ConvertAll(x, value => grid.Scale * (Math.Clamp(Integer(value, grid), grid.Lowest, grid.Highest) - grid.Zero));
#else
        throw new NotImplementedException("Task 5 - forward: onto the grid, and back to a float. Hint: quantise and dequantise in one line.");
#endif
    }

    /// <summary>
    /// The straight-through estimator: the gradient of the loss for x, where that for <c>Forward(x)</c> is given. It is the same number where the integer of x before
    /// clamping lies on the grid, from <c>Lowest</c> to <c>Highest</c>, both included; elsewhere it is 0, because there a larger or smaller x changes nothing.
    /// </summary>
    /// <param name="x">The values before rounding.</param>
    /// <param name="gradient">The gradient of the loss for each number that Forward returned.</param>
    /// <param name="grid">The grid.</param>
    public static float[] Backward(float[] x, float[] gradient, Grid grid)
    {
#if SOLUTION
        var passed = new float[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var q = Integer(x[i], grid);
            passed[i] = q >= grid.Lowest && q <= grid.Highest ? gradient[i] : 0;
        }

        return passed;
#else
        throw new NotImplementedException("Task 5 - backward: straight through, but 0 beyond the grid's ends. Hint: look at the integer before clamping, not at x.");
#endif
    }
#if SOLUTION

    private static float Integer(float x, Grid grid) => MathF.Round(x / grid.Scale, MidpointRounding.ToEven) + grid.Zero;
#endif
}
