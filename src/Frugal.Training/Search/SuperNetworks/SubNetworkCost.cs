using Frugal.Architectures;
using Frugal.Measuring;
using Frugal.Onnx;

namespace Frugal.Search;

/// <summary>The cost of a candidate of a <see cref="MobileNetSpace"/>, independent of its weights.</summary>
public static class SubNetworkCost
{
    /// <summary>
    /// The size of its float32 ONNX file with the normalisations folded in, its multiply-accumulates for one picture, and, if
    /// there is a latency table, its predicted latency.
    /// </summary>
    /// <param name="space">The search space.</param>
    /// <param name="candidate">A candidate of the space.</param>
    /// <param name="size">Side of the pictures in pixels.</param>
    /// <param name="latency">The latency of the parts on this machine; null for no latency.</param>
    /// <param name="metadata">The file's metadata, which counts towards its size; null for none.</param>
    /// <exception cref="FrugalException">The candidate is not of this space, or the table belongs to another space.</exception>
    public static CandidateCost Of(MobileNetSpace space, Candidate candidate, int size, LatencyTable? latency = null, ModelMetadata? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        using var shape = new MobileNet(space.Options(candidate));
        var model = OnnxExporter.Export(shape, [shape.InputChannels, size, size], new OnnxExportOptions { Metadata = metadata });
        FoldBatchNorm.Apply(model);
        return new CandidateCost(new ByteSize(model.Proto.CalculateSize()), NetworkCost.Of(shape, size, size).Macs, latency?.Predict(candidate));
    }
}
