namespace TweetPipeline.Reading;

/// <summary>A row that cannot be processed.</summary>
/// <param name="Line">The line that it begins on, from 1.</param>
/// <param name="Code">The reason, for programs.</param>
/// <param name="Reason">The reason, for people.</param>
/// <param name="Start">The first characters of the row.</param>
public sealed record Reject(long Line, string Code, string Reason, string Start);

/// <summary>A place in the input between two rows.</summary>
/// <param name="Offset">Bytes before it, as UTF-8.</param>
/// <param name="Line">Lines before it.</param>
public readonly record struct ReadPosition(long Offset, long Line);
