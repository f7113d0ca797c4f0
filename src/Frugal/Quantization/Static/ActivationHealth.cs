using System.Numerics.Tensors;

namespace Frugal.Quantization;

/// <summary>Checks a value for two problems: it never changes, or it is saturated, with many elements at one end of its range.</summary>
internal sealed class ActivationHealth
{
    /// <summary>Above this share at one end a value counts as saturated. ReLU's zeros do not count.</summary>
    internal const double SaturatedShare = 0.2;

    private float min = float.PositiveInfinity;
    private float max = float.NegativeInfinity;
    private long atMin;
    private long atMax;
    private long total;

    public void Observe(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        var (low, high) = (TensorPrimitives.Min(values), TensorPrimitives.Max(values));
        (atMin, min) = Count(values, low, low < min, min, atMin);
        (atMax, max) = Count(values, high, high > max, max, atMax);
        total += values.Length;
    }

    /// <summary>The problem; null if there is none. Values that are not finite are handled elsewhere.</summary>
    public string? Complaint()
    {
        if (total == 0 || !float.IsFinite(min) || !float.IsFinite(max))
        {
            return null;
        }

        if (min == max)
        {
            return FormattableString.Invariant($"its output is {min:G4} on all calibration data: a dead layer, or data that all look alike. Check the layer; give more varied data");
        }

        var (at, end) = new[] { (At: atMax, End: max), (At: atMin, End: min) }.Where(side => side.End != 0).MaxBy(side => side.At);
        var share = at / (double)total;
        return share > SaturatedShare
            ? FormattableString.Invariant($"{share:P0} of its output is exactly {end:G4}, the farthest that it reaches: saturated. Check that the data are prepared as in training")
            : null;
    }

    private static (long At, float End) Count(ReadOnlySpan<float> values, float here, bool farther, float end, long at)
    {
        end = farther ? here : end;
        return (here == end ? (farther ? 0 : at) + values.Count(here) : at, end);
    }
}
