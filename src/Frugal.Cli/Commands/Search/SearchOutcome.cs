using Frugal.Architectures;
using Frugal.Measuring;
using Frugal.Search;

namespace Frugal.Cli.Commands.Search;

/// <summary>The result of <c>frugal search</c>, as printed and as JSON.</summary>
/// <param name="Budget">The limits.</param>
/// <param name="Evaluated">Number of networks evaluated.</param>
/// <param name="Best">The best network, with the figures used in the search.</param>
/// <param name="Measured">The best network's file, measured on held-out images.</param>
/// <param name="Front">The networks of the Pareto front, the best first.</param>
internal sealed record SearchOutcome(string Budget, int Evaluated, FoundNetwork Best, MeasurementReport Measured, IReadOnlyList<FoundNetwork> Front)
{
    /// <summary>The file of the best network.</summary>
    public string File { get; init; } = "";

    /// <summary>The message if the measured latency exceeds the limit although the latency table did not; otherwise null.</summary>
    public string? Late { get; init; }

    public static SearchOutcome Of(SearchChoices choices, MobileNetSpace space, SearchResult result, MeasurementReport measured)
    {
        var clocked = new Milliseconds(measured.Models[0].Latency.P50Ms);
        return new(choices.Budget.ToString(), result.Evaluated.Count, FoundNetwork.Of(space, result.Best), measured, [.. result.Front.Select(one => FoundNetwork.Of(space, one))])
        {
            Late = choices.Budget.Latency is { } most && clocked.Value > most.Value
                ? $"the measured latency is {clocked}, above the limit of {most}; the sum over its blocks was {result.Best.Cost.Latency}. Close other programs and search again, or give a lower limit."
                : null,
        };
    }
}

/// <summary>A network with its figures.</summary>
/// <param name="Network">The network's architecture.</param>
/// <param name="Bytes">The size of the network's file.</param>
/// <param name="Macs">Multiply-accumulates per image.</param>
/// <param name="LatencyMs">The latency as the sum over its blocks; null if latency is not limited.</param>
/// <param name="Accuracy">Accuracy with the shared weights on the selection images, 0 to 1.</param>
internal sealed record FoundNetwork(MobileNetOptions Network, long Bytes, long Macs, double? LatencyMs, double Accuracy)
{
    public static FoundNetwork Of(MobileNetSpace space, EvaluatedCandidate one) =>
        new(space.Options(one.Candidate), one.Cost.Bytes.Bytes, one.Cost.Macs, one.Cost.Latency?.Value, one.Quality);

    /// <summary>The architecture as "32, 24k3, 2x48k5e4, 160": stem; blocks x width, kernel, expansion of each stage; head.</summary>
    public string Shape() => string.Join(", ", [$"{Network.Stem}", .. Network.Stages.Select(Stage), $"{Network.Head}"]);

    private static string Stage(MobileNetStage stage) =>
        $"{(stage.Blocks > 1 ? $"{stage.Blocks}x" : "")}{stage.Width}k{stage.Kernel}{(stage.Expansion > 1 ? $"e{stage.Expansion}" : "")}";
}
