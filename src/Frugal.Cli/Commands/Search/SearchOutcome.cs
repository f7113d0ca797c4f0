using Frugal.Architectures;
using Frugal.Measuring;
using Frugal.Search;

namespace Frugal.Cli.Commands.Search;

/// <summary>What <c>frugal search</c> found, as it is printed and as JSON.</summary>
/// <param name="Budget">The limits.</param>
/// <param name="Evaluated">Networks that were judged.</param>
/// <param name="Best">The best, as the search knew it.</param>
/// <param name="Measured">Its file, on pictures that had no part in the choice.</param>
/// <param name="Front">The networks that no other one beats, the best first.</param>
internal sealed record SearchOutcome(string Budget, int Evaluated, FoundNetwork Best, MeasurementReport Measured, IReadOnlyList<FoundNetwork> Front)
{
    /// <summary>Where the best was written.</summary>
    public string File { get; init; } = "";

    /// <summary>What is wrong where the clock does not confirm the table; null otherwise.</summary>
    public string? Late { get; init; }

    public static SearchOutcome Of(SearchChoices choices, MobileNetSpace space, SearchResult result, MeasurementReport measured)
    {
        var clocked = new Milliseconds(measured.Models[0].Latency.P50Ms);
        return new(choices.Budget.ToString(), result.Evaluated.Count, FoundNetwork.Of(space, result.Best), measured, [.. result.Front.Select(one => FoundNetwork.Of(space, one))])
        {
            Late = choices.Budget.Latency is { } most && clocked.Value > most.Value
                ? $"measured as a whole it takes {clocked}, more than {most}; the sum of its parts said {result.Best.Cost.Latency}. Close other programs and search again, or give a lower latency."
                : null,
        };
    }
}

/// <summary>A network and its figures.</summary>
/// <param name="Network">Its shape.</param>
/// <param name="Bytes">The size of its file.</param>
/// <param name="Macs">Multiply-accumulates for one picture.</param>
/// <param name="LatencyMs">The sum of its parts; null where latency has no limit.</param>
/// <param name="Judged">The part of the judging pictures that it gets right with shared weights, 0 to 1.</param>
internal sealed record FoundNetwork(MobileNetOptions Network, long Bytes, long Macs, double? LatencyMs, double Judged)
{
    public static FoundNetwork Of(MobileNetSpace space, EvaluatedCandidate one) =>
        new(space.Options(one.Candidate), one.Cost.Bytes.Bytes, one.Cost.Macs, one.Cost.Latency?.Value, one.Quality);

    /// <summary>The shape as "32, 24k3, 2x48k5e4, 160": stem; blocks x width, kernel, expansion of each stage; head.</summary>
    public string Shape() => string.Join(", ", [$"{Network.Stem}", .. Network.Stages.Select(Stage), $"{Network.Head}"]);

    private static string Stage(MobileNetStage stage) =>
        $"{(stage.Blocks > 1 ? $"{stage.Blocks}x" : "")}{stage.Width}k{stage.Kernel}{(stage.Expansion > 1 ? $"e{stage.Expansion}" : "")}";
}
