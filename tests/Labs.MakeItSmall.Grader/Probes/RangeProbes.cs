using MakeItSmall;
using MakeItSmall.Kit;

namespace Labs.MakeItSmall.Grader.Probes;

/// <summary>Values, and how many percent of them are kept.</summary>
public sealed record PercentileRequest(Packed Values, double Percent);

/// <summary>Values, and the largest integer of the grid that rounds them; 0 for a rounding that changes nothing, -1 for one that makes every value the upper end.</summary>
public sealed record ErrorRequest(Packed Values, int Highest);

/// <summary>The ends of a range.</summary>
public sealed record RangeAnswer(float Min, float Max);

/// <summary>Task 1, in the student's process.</summary>
public static class RangeProbes
{
    public static RangeAnswer MinMax(Packed values) => Answer(Ranges.MinMax(values.Numbers()));

    public static RangeAnswer Percentile(PercentileRequest request) => Answer(Ranges.Percentile(request.Values.Numbers(), request.Percent));

    public static RangeAnswer LeastError(ErrorRequest request) => Answer(Ranges.LeastError(request.Values.Numbers(), (range, x) => Rounded(range, x, request.Highest)));

    private static RangeAnswer Answer(ValueRange range) => new(range.Min, range.Max);

    /// <summary>What the task is given: a value on a grid of the integers 0 to <paramref name="highest"/>.</summary>
    private static float Rounded(ValueRange range, float x, int highest)
    {
        if (highest < 0)
        {
            return range.Max;
        }

        if (highest == 0 || range.Max - range.Min <= 0)
        {
            return highest == 0 ? x : 0;
        }

        var scale = (float)(((double)range.Max - range.Min) / highest);
        var zero = (int)Math.Round(-range.Min / scale);
        return scale * (Math.Clamp((int)MathF.Round(x / scale) + zero, 0, highest) - zero);
    }
}
