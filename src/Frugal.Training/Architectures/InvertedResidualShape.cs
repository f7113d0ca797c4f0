namespace Frugal.Architectures;

/// <summary>The shape of an <see cref="InvertedResidual"/>; 3x3 with ReLU and without squeeze where nothing is said.</summary>
/// <param name="Input">Channels in.</param>
/// <param name="Expanded">Channels inside.</param>
/// <param name="Output">Channels out.</param>
public sealed record InvertedResidualShape(int Input, int Expanded, int Output)
{
    /// <summary>Side of the depthwise kernel, odd.</summary>
    public int Kernel { get; init; } = 3;

    /// <summary>1 keeps height and width, 2 halves them.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>What follows the first two convolutions; ReLU by default, for clipping at 6 as the paper does buys nothing once calibrated.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>How the channels are weighed; null for not at all.</summary>
    public SqueezeShape? Squeeze { get; init; }

    /// <summary>The normalisations' constants.</summary>
    public BatchStatistics Statistics { get; init; } = BatchStatistics.Default;
}
