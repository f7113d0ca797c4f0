namespace Frugal.Search;

/// <summary>What a <see cref="NetworkPart"/> is.</summary>
internal enum PartRole
{
    /// <summary>The first convolution.</summary>
    Stem,

    /// <summary>An inverted residual.</summary>
    Block,

    /// <summary>The last convolution, the mean over the picture, and the classifier.</summary>
    Head,
}
