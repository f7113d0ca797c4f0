namespace Frugal.Architectures;

/// <summary>The shape of a <see cref="ConvolutionUnit"/>; 1x1 with ReLU by default.</summary>
/// <param name="Input">Channels in.</param>
/// <param name="Output">Channels out.</param>
public sealed record ConvolutionShape(int Input, int Output)
{
    /// <summary>Side of the square kernel, odd; the padding keeps the size at stride 1.</summary>
    public int Kernel { get; init; } = 1;

    /// <summary>1 keeps height and width, 2 halves them.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Groups of the convolution; as many as channels for a depthwise convolution.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>The activation after the normalisation; ReLU by default.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>The normalisation's constants.</summary>
    public BatchStatistics Statistics { get; init; } = BatchStatistics.Default;
}
