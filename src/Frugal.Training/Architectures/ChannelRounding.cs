namespace Frugal.Architectures;

/// <summary>Rounds scaled widths to multiples of eight, which compute kernels handle best.</summary>
public static class ChannelRounding
{
    /// <summary>
    /// The multiple of <paramref name="divisor"/> nearest to <paramref name="channels"/>, halves rounded up, at least one divisor, and
    /// never less than 90% of <paramref name="channels"/>: the rule of MobileNetV2's reference implementation (<c>make_divisible</c>),
    /// which MobileNetV3 and EfficientNet also use.
    /// </summary>
    /// <exception cref="FrugalException">The channels are not a positive number, or the divisor is below 1.</exception>
    public static int Divisible(double channels, int divisor = 8)
    {
        if (!(channels is > 0 and <= int.MaxValue / 2.0) || divisor < 1)
        {
            throw new FrugalException(FormattableString.Invariant(
                $"{channels} channels cannot be rounded to multiples of {divisor}: both must be above 0. Change the width multiplier."));
        }

        var rounded = Math.Max(divisor, (int)(channels + divisor / 2.0) / divisor * divisor);
        return rounded < 0.9 * channels ? rounded + divisor : rounded;
    }
}
