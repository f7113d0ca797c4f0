namespace Frugal.Onnx;

/// <summary>
/// A module that writes itself to ONNX, node by node: the way in for modules that the exporter does not know by type,
/// such as a residual block. What it writes must compute what its <c>forward</c> computes in evaluation mode.
/// </summary>
/// <example><code>
/// OnnxValue Export(OnnxGraphBuilder graph, OnnxValue input) =&gt;
///     graph.Relu(graph.Add(graph.Module(body, input), graph.Module(shortcut, input)));
/// </code></example>
public interface IOnnxExportable
{
    /// <summary>What the model's input holds when this module is the whole model: numbers (the default), or the tokens of a text.</summary>
    OnnxInput Input => OnnxInput.Numbers;

    /// <summary>Adds the module's nodes to <paramref name="graph"/> and returns its output.</summary>
    OnnxValue Export(OnnxGraphBuilder graph, OnnxValue input);
}
