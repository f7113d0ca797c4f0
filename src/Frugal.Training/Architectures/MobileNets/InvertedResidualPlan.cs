namespace Frugal.Architectures;

/// <summary>The widths of an <see cref="InvertedResidualNetwork"/>.</summary>
/// <param name="Stem">Channels behind the first convolution.</param>
/// <param name="Blocks">The chain.</param>
/// <param name="Head">Channels of the last convolution.</param>
/// <param name="Activation">What follows the convolutions outside the chain, and the hidden linear layer.</param>
internal sealed record InvertedResidualPlan(int Stem, IReadOnlyList<InvertedResidualShape> Blocks, int Head, Activation Activation)
{
    /// <summary>Numbers in a linear layer in front of the classifier; null for none.</summary>
    public int? Hidden { get; init; }

    public BatchStatistics Statistics { get; init; } = BatchStatistics.Default;
}
