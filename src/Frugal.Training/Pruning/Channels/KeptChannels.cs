namespace Frugal.Pruning;

/// <summary>What stays of a group.</summary>
/// <param name="Name">The group's name: the first layer that makes its channels.</param>
/// <param name="Kept">The places of the channels that stay, ascending from 0.</param>
public sealed record KeptChannels(string Name, IReadOnlyList<int> Kept);
