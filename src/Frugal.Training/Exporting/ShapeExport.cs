using TorchSharp.Modules;

namespace Frugal.Onnx;

/// <summary>Modules that only change the shape.</summary>
internal static class ShapeExport
{
    public static OnnxValue Write(OnnxGraphBuilder graph, Flatten module, OnnxValue input) =>
        module is { start_dim: 1, end_dim: -1 }
            ? graph.Flatten(input)
            : throw ExportErrors.UnsupportedOption(graph.Path, $"flattening from {module.start_dim} to {module.end_dim} (only from 1 to -1)");
}
