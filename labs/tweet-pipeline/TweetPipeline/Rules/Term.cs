namespace TweetPipeline.Rules;

/// <summary>A term of the vocabulary.</summary>
/// <param name="Words">Its words in the form of <see cref="PlainWords"/>, without the spaces at both ends: <c>no internet</c>.</param>
/// <param name="IsPrefix">Whether the last word may go on: <c>overcharg</c> is in <c>overcharged</c>.</param>
/// <param name="Group">What it is a sign of, 0 to <see cref="Vocabulary.Groups"/> - 1.</param>
public sealed record Term(string Words, bool IsPrefix, int Group);
