namespace Frugal.Search;

/// <summary>The role of a <see cref="NetworkPart"/>.</summary>
internal enum PartRole
{
    /// <summary>The first convolution.</summary>
    Stem,

    /// <summary>An inverted residual.</summary>
    Block,

    /// <summary>The last convolution, global average pooling, and the classifier.</summary>
    Head,
}
