namespace Frugal.Reporting;

/// <summary>A range of values with its ticks at round numbers: 1, 2 or 5 times a power of ten.</summary>
/// <param name="Min">The lowest value shown; it has a tick.</param>
/// <param name="Max">The highest value shown; it has a tick.</param>
/// <param name="Step">The distance between ticks.</param>
internal readonly record struct AxisScale(double Min, double Max, double Step)
{
    /// <summary>A scale that covers <paramref name="low"/> to <paramref name="high"/> with about <paramref name="ticks"/> ticks.</summary>
    public static AxisScale Around(double low, double high, int ticks)
    {
        var span = high > low ? high - low : Math.Max(Math.Abs(high), 1) / 2;
        var raw = span / ticks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = (raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
        var (first, last) = (Math.Floor(low / step), Math.Ceiling(high / step));
        return new AxisScale(first * step, (last > first ? last : first + 1) * step, step);
    }

    /// <summary>The ticks' values, ascending.</summary>
    public IEnumerable<double> Ticks()
    {
        var (min, step) = (Min, Step);
        return Enumerable.Range(0, (int)Math.Round((Max - min) / step) + 1).Select(i => Math.Round(min + i * step, 12));
    }

    /// <summary>The relative position of <paramref name="value"/> between <see cref="Min"/> (0) and <see cref="Max"/> (1).</summary>
    public double Place(double value) => (value - Min) / (Max - Min);
}
