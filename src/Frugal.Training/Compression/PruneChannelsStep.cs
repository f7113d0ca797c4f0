using System.Globalization;
using Frugal.Pruning;

namespace Frugal.Compression;

/// <summary>Removes the channels with the smallest filters from the network.</summary>
/// <param name="Ratio">The share of the channels to remove, above 0 and below 1.</param>
public sealed record PruneChannelsStep(double Ratio) : ICompressionStep
{
    /// <summary>The number of channels kept in a group is a multiple of this, 1 to 64; 8 by default.</summary>
    public int Multiple { get; init; } = 8;

    /// <inheritdoc/>
    public string Name => $"remove {Percent}% of the channels";

    /// <inheritdoc/>
    public string Label => $"-{Percent}%";

    /// <inheritdoc/>
    public CompressionStage Stage => CompressionStage.Prune;

    private string Percent => (100 * Ratio).ToString("0.##", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public CompressionDraft Apply(CompressionDraft draft, CompressionContext run)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var graph = ChannelGraph.Of(draft.Network ?? throw new FrugalException("an ONNX model from elsewhere has no network that can be trained: it is only quantised"));
        var choice = new ChannelPruningOptions { Ratio = Ratio, Multiple = Multiple }.Validated();
        var plan = ChannelPlan.Choose(graph, ChannelScores.Of(graph), choice);
        var network = graph.Remove(plan);
        var warnings = ChannelReport.Of(graph, plan, network, draft.Model.Metadata.ToPreprocessing().Size).Shortfalls(choice);
        return draft.With(network) with { Warnings = draft.Warnings.AddRange(warnings) };
    }
}
