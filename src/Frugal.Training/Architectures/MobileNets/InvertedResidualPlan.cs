namespace Frugal.Architectures;

/// <summary>The widths and activations of an <see cref="InvertedResidualNetwork"/>.</summary>
/// <param name="Stem">Output channels of the first convolution.</param>
/// <param name="Blocks">The chain of inverted residuals.</param>
/// <param name="Head">Channels of the last convolution.</param>
/// <param name="Activation">The activation after the convolutions outside the chain and after the hidden linear layer.</param>
internal sealed record InvertedResidualPlan(int Stem, IReadOnlyList<InvertedResidualShape> Blocks, int Head, Activation Activation)
{
    /// <summary>Width of a hidden linear layer before the classifier; null for none.</summary>
    public int? Hidden { get; init; }

    public BatchStatistics Statistics { get; init; } = BatchStatistics.Default;
}
