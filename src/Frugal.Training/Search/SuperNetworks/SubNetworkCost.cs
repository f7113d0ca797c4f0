using Frugal.Architectures;
using Frugal.Measuring;
using Frugal.Onnx;

namespace Frugal.Search;

/// <summary>What a candidate of a <see cref="MobileNetSpace"/> costs, whatever its weights.</summary>
public static class SubNetworkCost
{
    /// <summary>
    /// The bytes of its float32 ONNX file with the normalisations folded in, its multiply-accumulates on one picture, and, where
    /// there is a table, the time that it predicts.
    /// </summary>
    /// <param name="space">The networks.</param>
    /// <param name="candidate">One of them.</param>
    /// <param name="size">Side of the pictures in pixels.</param>
    /// <param name="latency">What parts take on this machine; null for no latency.</param>
    /// <param name="metadata">What the file will say of itself, which takes bytes too; null for nothing.</param>
    /// <exception cref="FrugalException">The candidate is not of this space, or the table is of another.</exception>
    public static CandidateCost Of(MobileNetSpace space, Candidate candidate, int size, LatencyTable? latency = null, ModelMetadata? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        using var shape = new MobileNet(space.Options(candidate));
        var model = OnnxExporter.Export(shape, [shape.InputChannels, size, size], new OnnxExportOptions { Metadata = metadata });
        FoldBatchNorm.Apply(model);
        return new CandidateCost(new ByteSize(model.Proto.CalculateSize()), NetworkCost.Of(shape, size, size).Macs, latency?.Predict(candidate));
    }
}
