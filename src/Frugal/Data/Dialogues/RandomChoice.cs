namespace Frugal.Data.Dialogues;

/// <summary>Draws from lists.</summary>
internal static class RandomChoice
{
    /// <summary>One of <paramref name="items"/>, each with the same probability.</summary>
    public static T Choose<T>(this ref SplitMix64 random, IReadOnlyList<T> items) => items[random.NextInt32(items.Count)];
}
