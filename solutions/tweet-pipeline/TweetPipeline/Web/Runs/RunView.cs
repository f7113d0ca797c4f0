using System.Text.Json;
using TweetPipeline.Operations;
using TweetPipeline.Reporting;

namespace TweetPipeline.Web.Runs;

/// <summary>What the page shows of a run while it goes on and afterwards.</summary>
/// <param name="Run">Its record.</param>
/// <param name="Waiting">Runs before it.</param>
/// <param name="Share">Share of the input that is done, 0 to 1.</param>
/// <param name="Tweets">Tweets in the results.</param>
/// <param name="Rejects">Rows that were set aside.</param>
/// <param name="Seconds">Seconds so far.</param>
/// <param name="TweetsPerSecond">Tweets of this run per second.</param>
public sealed record RunView(RunRecord Run, int Waiting, double Share, long Tweets, long Rejects, double Seconds, double TweetsPerSecond)
{
    /// <summary>Share of the lookups that the cache answered.</summary>
    public double HitRate { get; init; }

    /// <summary>Tweets that repeat an earlier one.</summary>
    public long Duplicates { get; init; }

    /// <summary>Most memory of the server, in millions of bytes.</summary>
    public double PeakMegabytes { get; init; }

    /// <summary>Seconds per phase, of all threads together.</summary>
    public IReadOnlyDictionary<string, double> Phases { get; init; } = Enum.GetValues<Phase>().ToDictionary(Name, _ => 0.0);

    /// <summary>Rows per value of a figure, such as <c>sentiment/negative</c>.</summary>
    public IReadOnlyDictionary<string, long> Values { get; init; } = new Dictionary<string, long>();

    /// <summary>Errors per stage; each has a fallback.</summary>
    public IReadOnlyList<RunSummary.StageErrors> Errors { get; init; } = [];

    /// <summary>A run that goes on.</summary>
    public static RunView Live(RunRecord run, RunFigures figures, RunProgress? progress, IReadOnlyDictionary<string, long> values)
    {
        var seconds = figures.Elapsed.TotalSeconds;
        return new(run, 0, progress?.Share ?? 0, progress?.Tweets ?? 0, figures[Counted.Rejects], seconds, figures[Counted.Tweets] / Math.Max(1e-3, seconds))
        {
            HitRate = figures.HitRate,
            Duplicates = figures[Counted.Duplicates],
            PeakMegabytes = OwnProcess.PeakBytes / 1e6,
            Phases = Enum.GetValues<Phase>().ToDictionary(Name, phase => Math.Round(figures[phase].TotalSeconds, 4)),
            Values = values,
            Errors = [.. figures.Errors.Select(error => new RunSummary.StageErrors(error.Stage, error.Count, error.First))],
        };
    }

    /// <summary>A run that is done.</summary>
    public static RunView Of(RunRecord run, RunSummary summary) => new(run, 0, 1, summary.Tweets, summary.Rejects, summary.Seconds, summary.TweetsPerSecond)
    {
        HitRate = summary.HitRate,
        Duplicates = summary.Duplicates,
        PeakMegabytes = summary.PeakMegabytes,
        Phases = summary.Phases,
        Values = summary.Values,
        Errors = summary.Errors,
    };

    private static string Name(Phase phase) => JsonNamingPolicy.SnakeCaseLower.ConvertName(phase.ToString());
}
