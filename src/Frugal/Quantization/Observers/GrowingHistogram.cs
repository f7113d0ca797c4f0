using System.Numerics.Tensors;

namespace Frugal.Quantization;

/// <summary>
/// A histogram with bins of equal width, for numbers that arrive in batches and whose range is not known in advance. Bins lie at whole
/// multiples of a width that is a power of two; when a number falls outside, the width doubles and neighbours merge, which is exact.
/// Memory stays at <see cref="Bins"/> counts.
/// </summary>
internal sealed class GrowingHistogram
{
    public const int Bins = 4096;

    private readonly long[] counts = new long[Bins];
    private long first;   // the index of the first bin, in widths from zero

    /// <summary>The width of a bin; 0 before the first number.</summary>
    public double Width { get; private set; }

    public long Total { get; private set; }

    /// <summary>The number of exact zeros, as ReLU produces them.</summary>
    public long Zeros { get; private set; }

    public float Min { get; private set; } = float.PositiveInfinity;

    public float Max { get; private set; } = float.NegativeInfinity;

    /// <summary>False once a number that is not finite was seen.</summary>
    public bool IsFinite { get; private set; } = true;

    public ReadOnlySpan<long> Counts => counts;

    /// <summary>The left end of bin <paramref name="bin"/>.</summary>
    public double Left(int bin) => (first + bin) * Width;

    public void Add(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty || !IsFinite)
        {
            return;
        }

        var (low, high) = (TensorPrimitives.Min(values), TensorPrimitives.Max(values));
        if (!float.IsFinite(low) || !float.IsFinite(high))
        {
            IsFinite = false;
            return;
        }

        (Min, Max) = (Math.Min(Min, low), Math.Max(Max, high));
        Cover();
        var scale = 1 / Width;   // a power of two: the products are exact
        foreach (var value in values)
        {
            counts[(int)((long)Math.Floor(value * scale) - first)]++;
            Zeros += value == 0 ? 1 : 0;
        }

        Total += values.Length;
    }

    /// <summary>Makes the bins cover the range from <see cref="Min"/> to <see cref="Max"/>.</summary>
    private void Cover()
    {
        if (Width == 0)
        {
            var span = Math.Max(Math.Max(Math.Abs((double)Min), Math.Abs((double)Max)), 1e-30);
            Width = Math.Pow(2, Math.Ceiling(Math.Log2(span / (Bins / 2))));
            first = (long)Math.Floor(Min / Width);
        }

        while (Math.Floor(Max / Width) - Math.Floor(Min / Width) >= Bins)
        {
            Double();
        }

        Shift((long)Math.Floor(Min / Width));
    }

    /// <summary>Doubles the width: bins 2k and 2k+1, counted from zero, become bin k.</summary>
    private void Double()
    {
        var merged = new long[Bins];
        var newFirst = first >> 1;
        for (var bin = 0; bin < Bins; bin++)
        {
            merged[(int)(((first + bin) >> 1) - newFirst)] += counts[bin];
        }

        merged.CopyTo(counts, 0);
        first = newFirst;
        Width *= 2;
    }

    /// <summary>Moves the first bin down to <paramref name="wanted"/> if it lies higher; the bins dropped at the end are empty.</summary>
    private void Shift(long wanted)
    {
        var by = first - wanted;
        if (by > 0)
        {
            Array.Copy(counts, 0, counts, by, Bins - by);
            Array.Clear(counts, 0, (int)by);
            first = wanted;
        }
        else if (by < 0 && Math.Floor(Max / Width) - first >= Bins)
        {
            Array.Copy(counts, -by, counts, 0, Bins + by);
            Array.Clear(counts, (int)(Bins + by), (int)-by);
            first = wanted;
        }
    }
}
