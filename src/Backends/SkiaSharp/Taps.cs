using System.Runtime.CompilerServices;

namespace SkiaSharp;

/// <summary>The four neighbours along one axis that a destination pixel is made of, and their weights.</summary>
internal struct Taps
{
    public const int Count = 4;

    private Four<int> indices;
    private Four<float> weights;

    public readonly int Index(int tap) => indices[tap];

    public readonly float Weight(int tap) => weights[tap];

    public static Taps[] For(int from, int to, SKSamplingOptions sampling)
    {
        var taps = new Taps[to];
        for (var i = 0; i < to; i++)
        {
            var centre = (i + 0.5f) * from / to;
            var first = sampling is { UseCubic: false, Filter: SKFilterMode.Nearest }
                ? (int)MathF.Floor(centre) - 1
                : (int)MathF.Floor(centre - 0.5f) - 1;
            var fraction = centre - 0.5f - (first + 1);
            for (var k = 0; k < Count; k++)
            {
                taps[i].indices[k] = Math.Clamp(first + k, 0, from - 1);
                taps[i].weights[k] = sampling switch
                {
                    { UseCubic: true } => Cubic(MathF.Abs(fraction + 1 - k), sampling.Cubic),
                    { Filter: SKFilterMode.Linear } => MathF.Max(0, 1 - MathF.Abs(fraction + 1 - k)),
                    _ => k == 1 ? 1 : 0,
                };
            }
        }

        return taps;
    }

    /// <summary>Mitchell and Netravali (1988), equation 8.</summary>
    private static float Cubic(float x, SKCubicResampler filter)
    {
        var (b, c) = (filter.B, filter.C);
        return x switch
        {
            < 1 => ((12 - 9 * b - 6 * c) * x * x * x + (-18 + 12 * b + 6 * c) * x * x + (6 - 2 * b)) / 6,
            < 2 => ((-b - 6 * c) * x * x * x + (6 * b + 30 * c) * x * x + (-12 * b - 48 * c) * x + (8 * b + 24 * c)) / 6,
            _ => 0,
        };
    }

    [InlineArray(Count)]
    private struct Four<T>
    {
        private T first;
    }
}
