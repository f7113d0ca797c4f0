namespace Frugal.Architectures;

/// <summary>The shape of an <see cref="InvertedResidual"/>; 3x3 with ReLU and without squeeze-and-excitation by default.</summary>
/// <param name="Input">Channels in.</param>
/// <param name="Expanded">Channels after the expansion.</param>
/// <param name="Output">Channels out.</param>
public sealed record InvertedResidualShape(int Input, int Expanded, int Output)
{
    /// <summary>Side of the depthwise kernel, odd.</summary>
    public int Kernel { get; init; } = 3;

    /// <summary>1 keeps height and width, 2 halves them.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>The activation after the first two convolutions; ReLU by default: the paper's clipping at 6 brings no gain once ranges are calibrated.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>The squeeze-and-excitation that weighs the channels; null for none.</summary>
    public SqueezeShape? Squeeze { get; init; }

    /// <summary>The normalisations' constants.</summary>
    public BatchStatistics Statistics { get; init; } = BatchStatistics.Default;
}
