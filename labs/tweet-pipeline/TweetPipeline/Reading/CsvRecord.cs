namespace TweetPipeline.Reading;

/// <summary>A record of a CSV file, or a line that belongs to none.</summary>
/// <param name="Line">The line that it begins on, from 1.</param>
/// <param name="Fields">The fields, without their quotes; empty for a reject.</param>
/// <param name="Reject">Why the line is set aside; null for a record.</param>
/// <param name="After">Where the file continues.</param>
public sealed record CsvRecord(long Line, string[] Fields, Reject? Reject, ReadPosition After);
