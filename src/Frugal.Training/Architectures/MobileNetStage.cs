namespace Frugal.Architectures;

/// <summary>A run of <see cref="InvertedResidual"/> blocks of one width, the first of which halves height and width.</summary>
/// <param name="Width">Channels that leave each block, 1 to 2,048.</param>
/// <param name="Expansion">How many times wider the inside of a block is than its input, 1 to 16.</param>
/// <param name="Blocks">Blocks in the stage, 1 to 32.</param>
public sealed record MobileNetStage(int Width, int Expansion, int Blocks)
{
    /// <summary>Side of the blocks' depthwise kernels, 3, 5 or 7; 3 by default.</summary>
    public int Kernel { get; init; } = 3;
}
