namespace Frugal;

/// <summary>The one check of options that are numbers.</summary>
internal static class Guard
{
    /// <summary>Throws unless <paramref name="right"/>.</summary>
    /// <param name="area">What the options are for: "Training".</param>
    /// <param name="option">The option's name.</param>
    /// <param name="given">Its value.</param>
    /// <param name="right">Whether the value is allowed.</param>
    /// <param name="allowed">The allowed range, in words.</param>
    /// <exception cref="FrugalException">It is not; the message names the area, the option, the value, the range and the remedy.</exception>
    public static void Range(string area, string option, double given, bool right, string allowed)
    {
        if (!right)
        {
            throw OutOfRange(area, option, given, allowed);
        }
    }

    /// <summary>The exception of <see cref="Range"/>.</summary>
    public static FrugalException OutOfRange(string area, string option, double given, string allowed) =>
        new(FormattableString.Invariant($"{area}: {option} is {given}; it must be {allowed}. Change the options."));
}
