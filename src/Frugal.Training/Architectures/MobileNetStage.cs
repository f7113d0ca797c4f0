namespace Frugal.Architectures;

/// <summary>A sequence of <see cref="InvertedResidual"/> blocks of one width; the first halves height and width.</summary>
/// <param name="Width">Output channels of each block, 1 to 2,048.</param>
/// <param name="Expansion">Expansion factor: expanded channels of a block over its input channels, 1 to 16.</param>
/// <param name="Blocks">Blocks in the stage, 1 to 32.</param>
public sealed record MobileNetStage(int Width, int Expansion, int Blocks)
{
    /// <summary>Side of the blocks' depthwise kernels, 3, 5 or 7; 3 by default.</summary>
    public int Kernel { get; init; } = 3;
}
