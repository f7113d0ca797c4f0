namespace Frugal.Search;

/// <summary>What a stage of a <see cref="MobileNetSpace"/> may be; all choices in ascending order.</summary>
/// <param name="Widths">Channels that leave each block.</param>
/// <param name="Expansions">How many times wider blocks are inside; 1 stands alone or not at all.</param>
/// <param name="Blocks">Blocks in the stage.</param>
public sealed record StageChoices(IReadOnlyList<int> Widths, IReadOnlyList<int> Expansions, IReadOnlyList<int> Blocks)
{
    /// <summary>Sides of the blocks' depthwise kernels, each 3, 5 or 7; 3 alone by default.</summary>
    public IReadOnlyList<int> Kernels { get; init; } = [3];
}
