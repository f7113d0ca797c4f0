using System.Collections.Immutable;
using Frugal.Architectures;
using Frugal.Onnx;

namespace Frugal.Compression;

/// <summary>A model between two steps of a recipe.</summary>
/// <param name="Model">The model; batch normalisations are folded.</param>
/// <param name="Network">The network that the model was exported from; null if there is none, or the model was quantised.</param>
public sealed record CompressionDraft(OnnxModel Model, Architecture? Network)
{
    /// <summary>Possible losses of accuracy.</summary>
    public ImmutableList<string> Warnings { get; init; } = [];

    /// <summary>The draft with another network, exported to ONNX with the metadata of the model so far. The recipe disposes the network.</summary>
    public CompressionDraft With(Architecture network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var size = Model.Metadata.ToPreprocessing().Size;
        var model = OnnxExporter.Export(network, [network.InputChannels, size, size], new OnnxExportOptions { Metadata = Model.Metadata });
        FoldBatchNorm.Apply(model);
        return this with { Model = model, Network = network };
    }
}
