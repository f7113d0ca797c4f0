namespace Frugal.Search;

/// <summary>The choices for a stage of a <see cref="MobileNetSpace"/>, each in ascending order.</summary>
/// <param name="Widths">Output channels of each block.</param>
/// <param name="Expansions">Expansion factors; 1 cannot be combined with others.</param>
/// <param name="Blocks">Numbers of blocks in the stage.</param>
public sealed record StageChoices(IReadOnlyList<int> Widths, IReadOnlyList<int> Expansions, IReadOnlyList<int> Blocks)
{
    /// <summary>Sides of the blocks' depthwise kernels, each 3, 5 or 7; 3 alone by default.</summary>
    public IReadOnlyList<int> Kernels { get; init; } = [3];
}
