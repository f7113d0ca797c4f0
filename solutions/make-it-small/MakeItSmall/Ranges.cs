using MakeItSmall.Kit;

namespace MakeItSmall;

/// <summary>
/// Task 1: the range that a grid of integers has to cover, chosen from values that were observed (notebook 02, sections 2 and 3).
/// In all three methods the range contains 0: a padded border, a ReLU and a missing weight are exactly 0, so that a grid must have it.
/// </summary>
public static class Ranges
{
    /// <summary>
    /// Keeps everything: from the smallest value to the largest. If all values are positive, <c>Min</c> is 0; if all are negative, <c>Max</c> is 0.
    /// </summary>
    /// <param name="values">At least one value.</param>
    public static ValueRange MinMax(ReadOnlySpan<float> values)
    {
#if SOLUTION
        var (min, max) = (0f, 0f);
        foreach (var value in values)
        {
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }

        return new ValueRange(min, max);
#else
        throw new NotImplementedException("Task 1 - the smallest and the largest value, and 0. Hint: start with a range from 0 to 0.");
#endif
    }

    /// <summary>
    /// Cuts off the most extreme values: the share <c>cut = 1 - percent / 100</c> of all values. If there are negative and positive values, half of it is cut at
    /// each end; if there are no negative ones, all of it at the upper end, and <c>Min</c> is 0; if there are no positive ones, all of it at the lower end,
    /// and <c>Max</c> is 0.
    /// </summary>
    /// <remarks>
    /// The value below which the share p lies: sort the n values and go to the place <c>p * (n - 1)</c>, counted from 0. Between two places, interpolate linearly
    /// (<c>torch.quantile</c> does the same): place 2.25 is three quarters of value 2 and one quarter of value 3. Compute in double.
    /// The lower end is this value for <c>p = cut / 2</c> (or <c>cut</c>), the upper end for <c>p = 1 - cut / 2</c> (or <c>1 - cut</c>). If an end then lies on
    /// the other side of 0, it is 0.
    /// </remarks>
    /// <param name="values">At least one value, in any order; they are not changed.</param>
    /// <param name="percent">How many percent are kept: above 50, up to 100.</param>
    public static ValueRange Percentile(ReadOnlySpan<float> values, double percent)
    {
#if SOLUTION
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var cut = 1 - percent / 100;
        var (below, above) = (sorted[0] < 0, sorted[^1] > 0);
        var share = below && above ? cut / 2 : cut;
        return new ValueRange(below ? Math.Min(Quantile(sorted, share), 0) : 0, above ? Math.Max(Quantile(sorted, 1 - share), 0) : 0);
#else
        throw new NotImplementedException("Task 1 - cut off the tails. Hint: sort a copy, and write a small function for the value below which a share of them lies.");
#endif
    }

    /// <summary>
    /// The range with the least squared error. The candidates are the whole range of <see cref="MinMax"/> shrunk towards 0 in a hundred steps:
    /// <c>(Min * k / 100, Max * k / 100)</c> for k from 1 to 100. The error of a candidate is the sum of <c>(x - rounded(candidate, x))²</c> over all values, in
    /// double. Of candidates with the same error, the widest.
    /// </summary>
    /// <param name="values">At least one value.</param>
    /// <param name="rounded">The number that a value becomes on the grid of a range: rounded to the nearest level, and clipped where the range ends.</param>
    public static ValueRange LeastError(ReadOnlySpan<float> values, Func<ValueRange, float, float> rounded)
    {
#if SOLUTION
        var whole = MinMax(values);
        var (best, least) = (whole, double.PositiveInfinity);
        for (var k = 100; k >= 1; k--)
        {
            var candidate = new ValueRange(whole.Min * k / 100, whole.Max * k / 100);
            var error = 0.0;
            foreach (var x in values)
            {
                var lost = (double)x - rounded(candidate, x);
                error += lost * lost;
            }

            if (error < least)
            {
                (best, least) = (candidate, error);
            }
        }

        return best;
#else
        throw new NotImplementedException("Task 1 - try a hundred ranges and keep the one with the least squared error. Hint: begin with the widest, and replace it only by a smaller error.");
#endif
    }
#if SOLUTION

    private static float Quantile(float[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var low = (int)Math.Floor(place);
        var high = Math.Min(low + 1, sorted.Length - 1);
        return (float)(sorted[low] + (place - low) * ((double)sorted[high] - sorted[low]));
    }
#endif
}
