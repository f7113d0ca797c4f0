namespace TweetPipeline.Streaming;

/// <summary>Classifies blocks: in this process, or elsewhere. Safe for concurrent use.</summary>
public interface IBlockClassifier
{
    /// <summary>An answer for each tweet of a block but duplicates. What fails is counted and has a fallback; only a cancellation and a programming error throw.</summary>
    Task<AnsweredBlock> ClassifyAsync(TweetBlock block, CancellationToken cancellation);
}
