namespace Frugal.Pruning;

/// <summary>What flows between two layers while a network is recorded: its place among the values, and the number of each of its channels.</summary>
internal sealed record TracedValue(int Place, int[] Channels);
