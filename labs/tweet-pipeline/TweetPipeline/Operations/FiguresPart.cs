namespace TweetPipeline.Operations;

/// <summary>What a program counted in some time, as another program adds it to its own figures.</summary>
/// <param name="Counts">One number for each <see cref="Counted"/>.</param>
/// <param name="Ticks">Ticks of a <see cref="TimeSpan"/>, one number for each <see cref="Phase"/>.</param>
/// <param name="Errors">Errors per stage, with the first message of each.</param>
public sealed record FiguresPart(IReadOnlyList<long> Counts, IReadOnlyList<long> Ticks, IReadOnlyDictionary<string, FiguresPart.StageErrors> Errors)
{
    /// <summary>Errors of a stage.</summary>
    public sealed record StageErrors(long Count, string First);
}
