using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Onnx;

/// <summary>Writes modules of TorchSharp as nodes of an ONNX graph.</summary>
public static class ModuleExport
{
    /// <summary>Writes a module and all that it contains, in evaluation mode.</summary>
    /// <param name="graph">The graph that is being built.</param>
    /// <param name="module">A module of a supported type, a sequence of such modules, or a module that implements <see cref="IOnnxExportable"/>.</param>
    /// <param name="input">The module's input.</param>
    /// <param name="name">Its name in its parent, for names and messages.</param>
    /// <exception cref="FrugalException">The module's type, or an option of it, has no ONNX form; the message names its path.</exception>
    public static OnnxValue Module(this OnnxGraphBuilder graph, nn.Module<Tensor, Tensor> module, OnnxValue input, string name = "")
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(module);
        graph.Enter(name);
        try
        {
            return module is IOnnxExportable exportable ? exportable.Export(graph, input) : Known(graph, module, input);
        }
        finally
        {
            graph.Leave();
        }
    }

    private static OnnxValue Known(OnnxGraphBuilder graph, nn.Module<Tensor, Tensor> module, OnnxValue input) => module switch
    {
        Sequential sequence => sequence.named_children().Aggregate(input, (value, child) => graph.Module(AsUnary(graph, child.Item2), value, child.Item1)),
        Convolution convolution => ConvolutionExport.Write(graph, convolution, input),
        NormBase norm and (BatchNorm1d or BatchNorm2d) => NormExport.Write(graph, norm, input),
        Linear linear => LinearExport.Write(graph, linear, input),
        MaxPool2d or AvgPool2d or AdaptiveAvgPool2d => PoolExport.Write(graph, module, input),
        Identity or Dropout => input,
        Flatten flatten => ShapeExport.Write(graph, flatten, input),
        _ => ActivationExport.Write(graph, module, input) ?? throw ExportErrors.UnsupportedModule(graph.Path, module.GetType().Name),
    };

    private static nn.Module<Tensor, Tensor> AsUnary(OnnxGraphBuilder graph, nn.Module module) =>
        module as nn.Module<Tensor, Tensor> ?? throw ExportErrors.UnsupportedModule(graph.Path, module.GetType().Name);
}
