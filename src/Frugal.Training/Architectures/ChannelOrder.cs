namespace Frugal.Architectures;

/// <summary>Channel permutations.</summary>
internal static class ChannelOrder
{
    /// <summary>The channel shuffle of <paramref name="groups"/> groups of equal length: for each output place, the input channel.</summary>
    public static IReadOnlyList<int> Dealt(int channels, int groups) =>
        [.. Enumerable.Range(0, channels).Select(place => place % groups * (channels / groups) + place / groups)];
}
