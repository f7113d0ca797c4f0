namespace Frugal.Pruning;

/// <summary>The channels that are kept in a group.</summary>
/// <param name="Name">The group's name: the first layer that produces its channels.</param>
/// <param name="Kept">The indices of the kept channels, ascending, counted from 0.</param>
public sealed record KeptChannels(string Name, IReadOnlyList<int> Kept);
