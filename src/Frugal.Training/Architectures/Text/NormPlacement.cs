namespace Frugal.Architectures;

/// <summary>Where a transformer block normalises (Xiong et al. 2020, "On layer normalization in the transformer architecture", figure 1).</summary>
public enum NormPlacement
{
    /// <summary>Before attention and before the feed-forward layers, and once after the last block: trains without warm-up.</summary>
    Before,

    /// <summary>After each residual sum, and once after the embeddings: the original transformer and BERT.</summary>
    After,
}
