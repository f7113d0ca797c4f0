using TweetPipeline.Reading;
using TweetPipeline.Tweets;

namespace TweetPipeline.Streaming;

/// <summary>A tweet on its way: cleaned, with its key, and the earlier tweet that it repeats.</summary>
/// <param name="Tweet">The tweet.</param>
/// <param name="Clean">Its cleaned text.</param>
/// <param name="Key">A hash of the cleaned text.</param>
/// <param name="DuplicateOf">The id of the earlier tweet with the same cleaned text; null if none is remembered.</param>
public sealed record CleanTweet(Tweet Tweet, string Clean, UInt128 Key, string? DuplicateOf);

/// <summary>The unit of work: some tweets of the input in their order. Blocks can be classified in any order and on any machine.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Tweets">The tweets.</param>
/// <param name="Rejects">The rows between them that cannot be processed.</param>
/// <param name="After">Where the input continues.</param>
public sealed record TweetBlock(long Number, IReadOnlyList<CleanTweet> Tweets, IReadOnlyList<Reject> Rejects, ReadPosition After);

/// <summary>A classified block: an answer for each tweet, null for one that repeats an earlier tweet and gets that one's answer.</summary>
/// <param name="Block">The block.</param>
/// <param name="Answers">One for each tweet.</param>
public sealed record AnsweredBlock(TweetBlock Block, IReadOnlyList<TweetAnswer?> Answers);
