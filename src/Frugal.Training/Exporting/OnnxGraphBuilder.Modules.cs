using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Frugal.Onnx;

public sealed partial class OnnxGraphBuilder
{
    /// <summary>Writes a module and all that it contains, in evaluation mode.</summary>
    /// <param name="module">A module of a supported type, a sequence of such modules, or a module that implements <see cref="IOnnxExportable"/>.</param>
    /// <param name="input">The module's input.</param>
    /// <param name="name">Its name in its parent, for names and messages.</param>
    /// <exception cref="FrugalException">The module's type, or an option of it, has no ONNX form; the message names its path.</exception>
    public OnnxValue Module(nn.Module<Tensor, Tensor> module, OnnxValue input, string name = "")
    {
        ArgumentNullException.ThrowIfNull(module);
        path.Push(name);
        try
        {
            return module is IOnnxExportable exportable ? exportable.Export(this, input) : Known(module, input);
        }
        finally
        {
            path.Pop();
        }
    }

    private OnnxValue Known(nn.Module<Tensor, Tensor> module, OnnxValue input) => module switch
    {
        Sequential sequence => sequence.named_children().Aggregate(input, (value, child) => Module(AsUnary(child.Item2), value, child.Item1)),
        Convolution convolution => ConvolutionExport.Write(this, convolution, input),
        NormBase norm and (BatchNorm1d or BatchNorm2d) => NormExport.Write(this, norm, input),
        Linear linear => LinearExport.Write(this, linear, input),
        MaxPool2d or AvgPool2d or AdaptiveAvgPool2d => PoolExport.Write(this, module, input),
        Identity or Dropout => input,
        Flatten flatten => ShapeExport.Write(this, flatten, input),
        _ => ActivationExport.Write(this, module, input) ?? throw ExportErrors.UnsupportedModule(Path, module.GetType().Name),
    };

    private nn.Module<Tensor, Tensor> AsUnary(nn.Module module) =>
        module as nn.Module<Tensor, Tensor> ?? throw ExportErrors.UnsupportedModule(Path, module.GetType().Name);
}
