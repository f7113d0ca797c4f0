namespace TweetPipeline.Reporting;

/// <summary>The figures of the brief's pipeline, which were measured on its author's machine with 2,634 tweets, not on this one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Seconds">Seconds for 2,634 tweets.</param>
/// <param name="TweetsPerSecond">Tweets per second.</param>
/// <param name="Megabytes">Memory; null where the brief gives none.</param>
public sealed record BeforeAfter(string Name, double Seconds, double TweetsPerSecond, double? Megabytes)
{
    /// <summary>Tweets in the brief.</summary>
    public const int Tweets = 2634;

    /// <summary>The brief's first pipeline, and the one after its own improvements.</summary>
    public static IReadOnlyList<BeforeAfter> Brief { get; } = [new("The brief, first version", 180, 14.6, null), new("The brief, second version", 70, 37.6, 450)];

    /// <summary>A run beside them.</summary>
    public static BeforeAfter Of(RunSummary run) => new("This run", run.Seconds, run.TweetsPerSecond, run.PeakMegabytes);
}
