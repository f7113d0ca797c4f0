using System.Text.Json;
using System.Text.Json.Serialization;
using TweetPipeline.Operations;

namespace TweetPipeline.Reporting;

/// <summary>What a finished run did, as the reports show it and as <c>summary.json</c> keeps it.</summary>
/// <param name="Tweets">Tweets in the results.</param>
/// <param name="Rejects">Rows that were set aside.</param>
/// <param name="Classified">Tweets that went through classification in this run: neither repeated nor done by an earlier part of a resumed run.</param>
/// <param name="Duplicates">Tweets that repeat an earlier one.</param>
/// <param name="Seconds">Seconds of this run, from the start of the program.</param>
/// <param name="TweetsPerSecond">Tweets of this run per second.</param>
/// <param name="PeakMegabytes">Most memory of the process, file-backed pages too.</param>
/// <param name="HitRate">Share of the lookups that the cache answered.</param>
public sealed partial record RunSummary(long Tweets, long Rejects, long Classified, long Duplicates, double Seconds, double TweetsPerSecond, double PeakMegabytes, double HitRate)
{
    /// <summary>The input's name.</summary>
    public string Input { get; init; } = "";

    /// <summary>The mode, and the models.</summary>
    public string Settings { get; init; } = "";

    /// <summary>Other counters, by name.</summary>
    public IReadOnlyDictionary<string, long> Counters { get; init; } = new Dictionary<string, long>();

    /// <summary>Seconds per phase, of all threads together.</summary>
    public IReadOnlyDictionary<string, double> Phases { get; init; } = new Dictionary<string, double>();

    /// <summary>Rows per value of a figure.</summary>
    public IReadOnlyDictionary<string, long> Values { get; init; } = new Dictionary<string, long>();

    /// <summary>Errors per stage.</summary>
    public IReadOnlyList<StageErrors> Errors { get; init; } = [];

    /// <summary>Errors of a stage, and the first message.</summary>
    public sealed record StageErrors(string Stage, long Count, string First);

    /// <summary>Collects the figures of a run.</summary>
    /// <param name="options">What was done.</param>
    /// <param name="parts">The models.</param>
    /// <param name="stored">Tweets and rejects in the results.</param>
    /// <param name="figures">The counters.</param>
    public static RunSummary Of(RunOptions options, PipelineParts parts, (long Tweets, long Rejects) stored, RunFigures figures)
    {
        var seconds = OwnProcess.SinceStart.TotalSeconds;
        return new(stored.Tweets, stored.Rejects, figures[Counted.Classified], figures[Counted.Duplicates], seconds, figures[Counted.Tweets] / seconds, OwnProcess.PeakBytes / 1e6, figures.HitRate)
        {
            Input = Path.GetFileName(options.Input),
            Settings = $"{options.Mode.ToString().ToLowerInvariant()}; sentiment: {parts.Source.Name}; language model: {(parts.AskedSource is { } asked ? FormattableString.Invariant($"{asked.Name} on {100 * options.Share:0.#}% of the tweets") : "none")}; {options.Threads} threads",
            Counters = Enum.GetValues<Counted>().ToDictionary(what => JsonNamingPolicy.SnakeCaseLower.ConvertName(what.ToString()), what => figures[what]),
            Phases = Enum.GetValues<Phase>().ToDictionary(phase => JsonNamingPolicy.SnakeCaseLower.ConvertName(phase.ToString()), phase => Math.Round(figures[phase].TotalSeconds, 4)),
            Values = figures.Values,
            Errors = [.. figures.Errors.Select(error => new StageErrors(error.Stage, error.Count, error.First))],
        };
    }

    /// <summary>The record as JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SummaryJson.Default.RunSummary);

    /// <summary>Reads <see cref="ToJson"/>.</summary>
    public static RunSummary FromJson(byte[] json) => JsonSerializer.Deserialize(json, SummaryJson.Default.RunSummary)!;

    [JsonSourceGenerationOptions(WriteIndented = true)]
    [JsonSerializable(typeof(RunSummary))]
    private sealed partial class SummaryJson : JsonSerializerContext;
}
