namespace Frugal.Onnx;

/// <summary>
/// A module that writes itself to ONNX, node by node: the extension point for modules that the exporter does not know by type,
/// such as a residual block. The nodes must compute the same as <c>forward</c> in evaluation mode.
/// </summary>
/// <example><code>
/// OnnxValue Export(OnnxGraphBuilder graph, OnnxValue input) =&gt;
///     graph.Relu(graph.Add(graph.Module(body, input), graph.Module(shortcut, input)));
/// </code></example>
public interface IOnnxExportable
{
    /// <summary>The type of the model's input if this module is the whole model: numbers (the default), or the tokens of a text.</summary>
    OnnxInput Input => OnnxInput.Numbers;

    /// <summary>Adds the module's nodes to <paramref name="graph"/> and returns its output.</summary>
    OnnxValue Export(OnnxGraphBuilder graph, OnnxValue input);
}
