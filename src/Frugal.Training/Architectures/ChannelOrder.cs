namespace Frugal.Architectures;

/// <summary>Orders of channels.</summary>
internal static class ChannelOrder
{
    /// <summary><paramref name="groups"/> runs of equal length dealt out in turn: which channel comes to each place.</summary>
    public static IReadOnlyList<int> Dealt(int channels, int groups) =>
        [.. Enumerable.Range(0, channels).Select(place => place % groups * (channels / groups) + place / groups)];
}
