namespace Frugal.Quantization;

/// <summary>
/// The bound that keeps a pair's 16-bit sum from saturating whatever the activations are: <c>a (max(w1, 0) + max(w2, 0)) &lt;= 32767</c> and
/// <c>a (max(-w1, 0) + max(-w2, 0)) &lt;= 32768</c>, where a is the largest unsigned activation. Pairs of weights of opposite signs always satisfy it.
/// </summary>
/// <param name="Positive">Largest sum of two positive weights; 128 for activations up to 255.</param>
/// <param name="Negative">Largest sum of two negative weights, without the sign; 128 for activations up to 255.</param>
internal readonly record struct PairBound(int Positive, int Negative)
{
    /// <summary>The bound for any uint8 activation.</summary>
    public static PairBound Full { get; } = For(byte.MaxValue);

    /// <summary>The bound for activations from 0 to <paramref name="largest"/>.</summary>
    public static PairBound For(int largest) => largest <= 0 ? new(int.MaxValue, int.MaxValue) : new(short.MaxValue / largest, -short.MinValue / largest);

    public bool Holds(int first, int second) => Plus(first) + Plus(second) <= Positive && Plus(-first) + Plus(-second) <= Negative;

    /// <summary>The pair of integers within the bound that is nearest to two numbers by squared error.</summary>
    /// <param name="first">The first number, in steps of its scale.</param>
    /// <param name="second">The second number.</param>
    /// <param name="limit">The largest integer of the weights' grid; the smallest is its negative.</param>
    /// <remarks>
    /// Rounding to the nearest is best where it is allowed. Where it is not, both have the same sign and the best pair lies on the bound's line w1 + w2 = b (from below it, one step towards the
    /// rounded pair makes no error larger); along that line the squared error is a parabola with its vertex at (first - second + b) / 2.
    /// </remarks>
    public (int First, int Second) Nearest(double first, double second, int limit)
    {
        var (a, b) = (Round(first, limit), Round(second, limit));
        if (Holds(a, b))
        {
            return (a, b);
        }

        var (sign, sum) = a > 0 ? (1, Positive) : (-1, Negative);
        var best = (int)Math.Round(((sign * (first - second)) + sum) / 2, MidpointRounding.ToEven);
        best = Math.Clamp(best, Math.Max(0, sum - limit), Math.Min(sum, limit));
        return (sign * best, sign * (sum - best));
    }

    private static int Round(double x, int limit) => (int)Math.Clamp(Math.Round(x, MidpointRounding.ToEven), -limit, limit);

    private static int Plus(int x) => Math.Max(x, 0);
}
